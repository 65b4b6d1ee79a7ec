import { readRestarts } from '../db/queries/operated-instances.ts';
import { readStart } from '../db/queries/read-case.ts';
import type { Queryable } from '../db/queryable.ts';
import type { RecordLink, Rejection, StartCommand } from '../engine/contract/index.ts';
import { contentHash } from './content-hash.ts';
import type { CommandResult, NewRecord, StartRequest } from './contract.ts';
import { decideOn } from './decide.ts';
import type { Basis, DoorContext, DoorRequest } from './door-context.ts';
import { commitFast, repeatedResult } from './fast-path.ts';
import { executeLocked } from './locked-path.ts';
import { locksNeeded } from './locks-needed.ts';
import type { DecidedRecord } from './record-writes.ts';
import { startInChain } from './start-in-chain.ts';
import { type TryResult, triedOf } from './try-command.ts';

/** An instance a record has more owners than is a model that starts itself. */
const mostOwners = 20;

/**
 * From this hop on a chain that starts cases is left to the sweeper: what starts itself twice would fill Temporal's queue with thousands, and
 * everybody's timers and jobs wait behind them.
 */
const crowdedHop = 5;

/** How often a start is tried that was only stopped, where nobody waits for the answer: a machine out of breath stops fair work, too. */
export const mostStarts = 10;

/** Creates the instance and executes `start`: one read, one statement that commits by itself. */
export async function startInstance(door: DoorContext, asked: StartRequest): Promise<CommandResult> {
  const begun = asked.job === undefined ? undefined : await startInChain(door, asked.job, asked);
  const start = begun?.start ?? asked;
  const request = startCommandOf(start);
  const read = (from: DoorContext, queryable: Queryable) => readStartBasis(from, queryable, start, request);
  const first = await read(door, door.pool);
  if ('result' in first) return first.result;
  if (begun?.refused) return { status: 'refused', rejection: begun.refused };
  const outcome = await decideOn(door, door.pool, first.basis, request);
  if (outcome.kind === 'refused') return { status: 'refused', rejection: outcome.rejection };
  if (outcome.kind === 'stopped') return refused('stopped', `The case could not be started: ${outcome.message}`);
  const locks = locksNeeded(outcome.accepted, first.basis, request);
  // Two restarts of one case, or its undo, must see one another: they meet at its lock.
  if (!locks && !start.alongside && start.restartedFrom === undefined) {
    const written = await commitFast(door, request, outcome);
    if (written?.kind === 'stopped') return refused('stopped', `The case could not be started: ${written.message}`);
    if (written) return written.result;
  }
  const existing = first.basis.records.filter((record) => !record.create).map((record) => record.id);
  const needed = locks ?? { keys: [], records: existing, instances: [request.instanceId] };
  const instances = start.restartedFrom === undefined ? needed.instances : [...needed.instances, start.restartedFrom];
  const locked = await executeLocked(door, request, { ...needed, instances }, { read, alongside: start.alongside });
  if (locked.kind === 'result') return locked.result;
  return refused('stopped', `The case could not be started: ${locked.outcome.message}`);
}

/** What the start would come to now; nothing is written. */
export async function tryStart(door: DoorContext, start: StartRequest): Promise<TryResult> {
  const request = startCommandOf(start);
  const read = await readStartBasis(door, door.pool, start, request);
  if ('basis' in read) return triedOf(await decideOn(door, door.pool, read.basis, request));
  const { result } = read;
  if (result.status === 'refused') return { ok: false, rejection: result.rejection };
  return { ok: false, rejection: { ok: false, code: 'alreadyStarted', message: `The case ${start.instanceId} was started already.` } };
}

function startCommandOf(start: StartRequest): DoorRequest {
  const links = start.records.map(({ alias, type, id, relation }): RecordLink => ({ alias, type, id, relation }));
  const command: StartCommand = {
    type: 'start',
    process: start.process,
    element: start.element,
    message: start.message,
    ...(start.signal ? { signal: start.signal } : {}),
    variables: start.variables,
    records: links,
    ...(start.restartedFrom === undefined ? {} : { restartedFrom: start.restartedFrom }),
  };
  // What is stored under the commandId includes the package and the new records, not only the kernel's command.
  const hash = contentHash({ command, packageKey: start.packageKey, version: start.version, records: start.records });
  return {
    instanceId: start.instanceId,
    commandId: start.commandId,
    command,
    actor: start.actor,
    hash,
    bulk: start.bulk ?? (start.chain !== undefined && start.chain.hops >= crowdedHop),
    chain: start.chain,
  };
}

async function readStartBasis(
  door: DoorContext,
  queryable: Queryable,
  start: StartRequest,
  request: DoorRequest,
): Promise<{ result: CommandResult } | { basis: Basis }> {
  const read = await readStart(queryable, {
    instanceId: start.instanceId,
    commandId: start.commandId,
    packageKey: start.packageKey,
    version: start.version,
    records: start.records.filter((record) => !record.create).map((record) => record.id),
  });
  if (read.command) return { result: repeatedResult(read.command, request) };
  const gone = await goneOn(queryable, start);
  if (gone) return { result: { status: 'refused', rejection: gone } };
  const { package: pkg, exists, records: found } = read.start;
  if (exists) return { result: refused('alreadyStarted', `The case ${start.instanceId} was started already.`) };
  if (!pkg) return { result: refused('notFound', `No version ${start.version ?? ''} of the process ${start.packageKey} is published.`) };
  const records: DecidedRecord[] = [];
  for (const link of start.records) {
    const record = link.create ? newRecord(link, link.create, door.clock.now()) : found.find((each) => each.id === link.id);
    if (!record || record.type !== link.type) return { result: refused('recordUnknown', `There is no ${link.type} ${link.id}.`) };
    if (link.relation === 'owns' && record.owners.length >= mostOwners) {
      return { result: refused('notSupported', `${record.title} is owned by ${mostOwners} open cases already: end one first.`) };
    }
    records.push({ ...record, alias: link.alias, relation: link.relation });
  }
  const attach = request.command.type === 'start' ? request.command.records : [];
  const process = start.process ?? (await door.packages.byHash(pkg.hash)).mainProcess;
  return { basis: { instanceId: start.instanceId, state: null, version: null, package: pkg, process, records, attach } };
}

/** What stands against going on for an ended case. */
async function goneOn(queryable: Queryable, { restartedFrom, force }: StartRequest): Promise<Rejection | undefined> {
  if (restartedFrom === undefined) return undefined;
  const read = await readRestarts(queryable, restartedFrom);
  if (read?.status === 'open') return notEnded;
  const open = read?.openCase;
  if (!open || force) return undefined;
  const message = `The case ${open} goes on for this one already: end it first, or restart with force.`;
  return { ok: false, code: 'alreadyRestarted', message, params: { case: open } };
}

export const notEnded: Rejection = { ok: false, code: 'notEnded', message: 'The case is still open: cancel it before it is restarted.' };

function newRecord(link: RecordLink, create: NewRecord, at: number): DecidedRecord {
  return {
    alias: link.alias,
    relation: link.relation,
    id: link.id,
    type: link.type,
    // Given by Postgres when it is inserted; expressions of the first command see 0.
    number: 0,
    version: 1,
    revision: 1,
    title: create.title,
    stage: null,
    status: 'open',
    owner: create.owner ?? null,
    team: create.team ?? null,
    amount: create.amount ?? null,
    person_id: create.personId ?? null,
    organisation_id: create.organisationId ?? null,
    campaign_id: create.campaignId ?? null,
    fields: create.fields,
    created_at: new Date(at).toISOString(),
    owners: [],
    referrers: [],
    create: true,
  };
}

function refused(code: Rejection['code'], message: string): CommandResult {
  return { status: 'refused', rejection: { ok: false, code, message } };
}
