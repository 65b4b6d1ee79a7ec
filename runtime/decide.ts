import type { Commit } from '../db/commit/commit.ts';
import type { Queryable } from '../db/queryable.ts';
import type {
  Accepted,
  Chain,
  Command,
  CompiledPackage,
  DecideContext,
  InstanceState,
  Instant,
  RecordSnapshot,
  Rejection,
} from '../engine/contract/index.ts';
import { chainContext, noted } from './chains.ts';
import type { Basis, DoorContext, DoorRequest } from './door-context.ts';
import { otherVersion, readMigration } from './migration-basis.ts';
import { packagesNeeded } from './packages-needed.ts';
import { checkRecordPatch, snapshotOf } from './record-fields.ts';
import { type DecidedRecord, recordWritesOf } from './record-writes.ts';
import { readUndoBasis } from './undo-basis.ts';

export type Outcome =
  /** `after`: the basis of the next decision, once `commit` is written. */
  | {
      kind: 'accepted';
      accepted: Accepted;
      commit: Commit;
      after: Basis;
      /** Effect numbers of what can be carried at once, without Temporal: messages and changes for other instances. */
      errandNumbers(result: { effectNumber: number }): number[];
    }
  | { kind: 'refused'; rejection: Rejection }
  | { kind: 'stopped'; code: string; message: string };

/** Asks the kernel about a command on this basis, and draws up what its commit has to write. */
export async function decideOn(door: DoorContext, queryable: Queryable, basis: Basis, request: DoorRequest): Promise<Outcome> {
  const stale = staleRecord(basis, request);
  if (stale) return { kind: 'refused', rejection: stale };
  const at = door.clock.now();
  const migration = await readMigration(queryable, basis, request.command);
  const undo = request.command.type === 'undo' ? await readUndoBasis(queryable, basis.instanceId) : undefined;
  const needed = await packagesNeeded(door, queryable, basis, otherVersion(request.command, migration), undo?.before);
  const context = await contextOf(door, queryable, basis, request, needed, at);
  const chain = await chainContext(door, queryable, basis, request, at);
  const ctx = { ...context, ...chain, ...(migration ? { migration } : {}), ...(undo ? { undo } : {}) };
  const outcome = await door.decide({
    instanceId: basis.instanceId,
    version: basis.version ?? 0,
    state: basis.state,
    command: startedAs(basis, request.command),
    ctx,
  });
  if (!outcome.ended) return { kind: 'stopped', code: outcome.code, message: outcome.message };
  if (!outcome.decision.ok) return { kind: 'refused', rejection: outcome.decision };
  const wrong = wrongColumns(outcome.decision);
  // Nobody waits for a timer's answer: refused, it would stand still for ever.
  if (wrong && request.command.type === 'advance') return { kind: 'stopped', code: 'recordField', message: wrong.message };
  if (wrong) return { kind: 'refused', rejection: wrong };
  return { kind: 'accepted', accepted: outcome.decision, ...drawUp(basis, request, outcome.decision, needed.packages, at) };
}

/** Which package and which id is known once the start's basis was read. */
function startedAs(basis: Basis, command: Command): Command {
  return command.type === 'start' ? { ...command, instanceId: basis.instanceId, packageHash: basis.package.hash } : command;
}

async function contextOf(
  door: DoorContext,
  queryable: Queryable,
  basis: Basis,
  request: DoorRequest,
  needed: Pick<DecideContext, 'packages' | 'called'>,
  now: Instant,
): Promise<DecideContext> {
  const evidence = evidenceOf(request.command);
  const attachments = evidence.length > 0 ? await door.attachments(queryable, evidence) : undefined;
  const records = basis.records.map((record) => (request.echo ? beforeEcho(record, request.echo) : snapshotOf(record)));
  const calendars = await door.calendars.current();
  return { now, actor: request.actor, ...needed, records, ...calendars, attachments, limits: door.limits };
}

function evidenceOf(command: Command): string[] {
  if (command.type === 'override') return evidenceOf(command.command);
  return command.type === 'completeTask' ? Object.values(command.evidence ?? {}) : [];
}

/** A record that another command changed already, as it was before: so this instance's history shows the same change. */
function beforeEcho(record: DecidedRecord, echo: NonNullable<DoorRequest['echo']>): RecordSnapshot {
  const snapshot = snapshotOf(record);
  if (record.id !== echo.recordId) return snapshot;
  return { ...snapshot, version: echo.version - 1, fields: { ...snapshot.fields, ...echo.before } };
}

/** The caller saw another version of the record than the one stored now. */
function staleRecord(basis: Basis, request: DoorRequest): Rejection | undefined {
  const { command } = request;
  const seen = command.type === 'changeRecord' ? (command.expectedVersion ?? request.expectedRecordVersion) : request.expectedRecordVersion;
  if (seen === undefined) return undefined;
  const record =
    command.type === 'changeRecord'
      ? basis.records.find((each) => each.alias === command.alias)
      : basis.records.find((each) => each.relation === 'owns');
  if (!record || record.version === seen) return undefined;
  return {
    ok: false,
    code: 'recordConflict',
    message: `${record.title} was changed meanwhile (you saw version ${seen}, it is at ${record.version}): load it again and repeat your change.`,
    params: { record: record.id, yours: seen, stored: record.version, fields: snapshotOf(record).fields },
  };
}

function wrongColumns({ facts }: Accepted): Rejection | undefined {
  const fields = facts.flatMap((fact) => (fact.type === 'recordChanged' ? checkRecordPatch(fact.alias, fact.patch) : []));
  if (fields.length === 0) return undefined;
  return { ok: false, code: 'guard', message: fields.map((field) => field.message).join('; '), fields };
}

function drawUp(basis: Basis, request: DoorRequest, accepted: Accepted, packages: DecideContext['packages'], at: Instant) {
  const pkg = packages[accepted.state.packageHash] ?? (packages[basis.package.hash] as CompiledPackage);
  const records = recordWritesOf(accepted.facts, basis.records, pkg, at);
  const echoed = request.echo?.recordId;
  const commit: Commit = {
    instanceId: basis.instanceId,
    command: {
      id: request.commandId,
      type: request.command.type,
      actor: request.actor.id,
      roles: request.actor.roles,
      contentHash: request.hash,
      reply: accepted.reply,
    },
    basedOn: basis.version,
    package: { ...basis.package, recordType: pkg.recordType },
    process: basis.process,
    state: accepted.state,
    stateText: JSON.stringify(accepted.state),
    facts: accepted.facts,
    effects: accepted.effects,
    errands: echoed ? [] : errandsOf(accepted, basis.records, noted(basis, request, at)),
    // In an echo the record is locked and written by the command that changed it.
    records: echoed ? [] : basis.records.filter((record) => !record.create),
    recordWrites: echoed ? [] : records.writes,
    attach: basis.attach,
    at,
    dueAt: earliestDue(accepted.state),
  };
  const after: Basis = {
    ...basis,
    package: { ...basis.package, hash: accepted.state.packageHash },
    state: accepted.state,
    version: (basis.version ?? 0) + 1,
    records: records.after,
    attach: [],
  };
  return { commit, after, errandNumbers: errandNumbersOf(commit) };
}

/** Effects are numbered in order, the last one by the number the commit answered. */
function errandNumbersOf(commit: Commit): (result: { effectNumber: number }) => number[] {
  const kinds = [...commit.effects.map((effect) => effect.type), ...commit.errands.map((errand) => errand.kind)];
  return ({ effectNumber }) =>
    kinds.flatMap((kind, index) =>
      kind === 'publishMessage' || kind === 'broadcastSignal' || kind === 'changeRecord' ? [effectNumber - (kinds.length - 1 - index)] : [],
    );
}

/** Whoever merely refers to a changed record is told by a command of its own, which this instance's workflow carries. */
function errandsOf({ facts }: Accepted, records: DecidedRecord[], chain: Chain | undefined): Commit['errands'] {
  return facts.flatMap((fact): Commit['errands'] => {
    // There may be jobs and messages that its workflow was not told of, or no workflow any more.
    if (fact.type === 'instanceResumed' || fact.type === 'stepUndone') return [{ kind: 'wake', body: {} }];
    if (fact.type !== 'recordChanged') return [];
    const referrers = records.find((record) => record.id === fact.record.id)?.referrers ?? [];
    return referrers.map((instanceId) => ({
      kind: 'changeRecord' as const,
      body: {
        ...{ instanceId, record: fact.record.id, patch: fact.patch, before: fact.before, version: fact.recordVersion },
        ...(chain ? { chain: { ...chain } } : {}),
      },
    }));
  });
}

/** Earliest instant at which a timer may fire; parked ones wait for a supervisor, and nothing is due in a suspended case. */
export function earliestDue(state: InstanceState): Instant | null {
  let earliest: Instant | null = null;
  if (state.status !== 'open' || state.suspended) return earliest;
  for (const element of Object.values(state.elements)) {
    for (const timer of element.timers ?? []) {
      if (!timer.parked && (earliest === null || timer.dueAt < earliest)) earliest = timer.dueAt;
    }
  }
  return earliest;
}
