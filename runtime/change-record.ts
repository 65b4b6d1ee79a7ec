import type { Transaction } from '../db/database.ts';
import { ownersOf } from '../db/queries/instances.ts';
import { lockRecords } from '../db/queries/locks.ts';
import { type RecordSnapshotRow, readCommand } from '../db/queries/read-case.ts';
import { actorMayAct, changedVersion, readRecord, writeRecordAlone, writeReferrerErrands } from '../db/queries/records.ts';
import { inTransaction } from '../db/queryable.ts';
import type { Actor, Fact, Rejection, Variables } from '../engine/contract/index.ts';
import { checkCommand, checkCommandId } from './check-request.ts';
import { contentFault } from './content-fault.ts';
import { contentHash } from './content-hash.ts';
import type { CommandResult } from './contract.ts';
import type { DoorContext, DoorRequest } from './door-context.ts';
import { actorRefused, repeatedResult } from './fast-path.ts';
import { checkRecordPatch, fieldsOf } from './record-fields.ts';
import { recordWritesOf } from './record-writes.ts';

export interface ChangeRecordRequest {
  recordId: string;
  commandId: string;
  /** Fields as expressions name them; null empties one. */
  patch: Variables;
  /** Version the caller saw; another = `recordConflict`. */
  expectedVersion?: number;
  actor: Actor;
  reason?: string;
  /** Trusted writes in the same transaction. */
  alongside?: (trx: Transaction) => Promise<void>;
}

/** `recordVersion`: the version this change made, also when it is repeated. */
export type ChangeRecordResult = CommandResult & { recordVersion?: number };
type Execute = (request: DoorRequest, alongside?: ChangeRecordRequest['alongside']) => Promise<CommandResult>;

/**
 * A change of a record and what its owner instances make of it are one transaction. One owner is moved by the command, the others take
 * note of it (`echo.ts`). An owner whose decision cannot be made becomes an incident; the change still commits.
 */
export async function changeRecord(door: DoorContext, execute: Execute, request: ChangeRecordRequest): Promise<ChangeRecordResult> {
  const rejection = checkCommandId(request.commandId) ?? checkCommand({ patch: request.patch, reason: request.reason }, door.limits);
  if (rejection) return { status: 'refused', rejection };
  const { recordId, commandId, patch, expectedVersion, actor, reason } = request;
  const owners = await ownersOf(door.pool, recordId);
  const owner = owners.find((each) => !each.poisoned);
  if (!owner) return changeAlone(door, request);
  const command = { type: 'changeRecord' as const, alias: owner.alias, patch, expectedVersion, reason };
  // Bound to the record, not to whichever instance owned it at that moment.
  const hash = recordHash(request);
  const result = await execute({ instanceId: owner.instance_id, commandId, command, actor, hash }, request.alongside);
  const gone = result.status === 'refused' && result.rejection.code === 'instanceEnded';
  if (result.status === 'stopped' || gone) return changeAlone(door, request);
  if (result.status === 'commandIdReused') return (await repeatedElsewhere(door, request)) ?? result;
  if (result.status !== 'done') return result;
  // A patch that changes nothing makes no version.
  const recordVersion = (await changedVersion(door.pool, recordId, commandId)) ?? (await readRecord(door.pool, recordId))?.version;
  return { ...result, recordVersion };
}

/** The owner that took the command the first time may have ended since, so that another one, or none, is asked now. */
async function repeatedElsewhere(door: DoorContext, request: ChangeRecordRequest): Promise<ChangeRecordResult | undefined> {
  const command = await readCommand(door.pool, request.commandId);
  if (!command || command.actor !== request.actor.id || !command.content_hash.equals(recordHash(request))) return undefined;
  const recordVersion = await changedVersion(door.pool, request.recordId, request.commandId);
  return { status: 'done', reply: command.reply, version: command.version, lastFact: command.last_fact, repeated: true, recordVersion };
}

function recordHash({ recordId, patch, expectedVersion, reason }: ChangeRecordRequest): Buffer {
  return contentHash({ recordId, patch, expectedVersion, reason });
}

/** A record that no open instance owns; whoever refers to it takes note of the change by a command of its own. */
async function changeAlone(door: DoorContext, request: ChangeRecordRequest): Promise<ChangeRecordResult> {
  const { result, errands } = await door.db
    .transaction()
    .execute((trx) => writeAlone(door, trx, request))
    .catch((error): WrittenAlone => {
      const fault = contentFault(error);
      if (!fault) throw error;
      return { result: refused({ code: 'invalidCommand', message: fault.message }), errands: [] };
    });
  for (const { instanceId, number } of errands) {
    door.notifier.committed(instanceId, number);
    door.errand(instanceId, number);
  }
  return result;
}

interface WrittenAlone {
  result: ChangeRecordResult;
  errands: { instanceId: string; number: number }[];
}

async function writeAlone(door: DoorContext, trx: Transaction, request: ChangeRecordRequest): Promise<WrittenAlone> {
  const { recordId, commandId, patch, actor, reason } = request;
  const queryable = inTransaction(trx);
  const hash = recordHash(request);
  const unwritten = (result: ChangeRecordResult): WrittenAlone => ({ result, errands: [] });
  await lockRecords(queryable, [recordId]);
  const known = await readCommand(queryable, commandId);
  if (known) {
    const command = { type: 'changeRecord' as const, alias: '', patch };
    const own = repeatedResult(known, { instanceId: known.instance_id, commandId, command, actor, hash });
    return unwritten(own.status === 'done' ? { ...own, recordVersion: await changedVersion(queryable, recordId, commandId) } : own);
  }
  const record = await readRecord(queryable, recordId);
  if (!record) return unwritten(refused({ code: 'recordUnknown', message: `There is no record ${recordId}.` }));
  const rejection = refusalOf(record, request);
  if (rejection) return unwritten(refused(rejection));
  if (!(await actorMayAct(queryable, actor))) return unwritten(actorRefused(request));
  const at = door.clock.now();
  const stored = fieldsOf(record);
  const before = Object.fromEntries(Object.keys(patch).map((field) => [field, stored[field] ?? null]));
  const recordVersion = record.version + 1;
  const fact = changeFact({ recordId, type: record.type, patch, before, recordVersion, at, actor });
  const { writes } = recordWritesOf([fact], [record], { recordType: undefined, stages: [] }, at);
  const [write] = writes;
  const alone = { commandId, instanceId: `record:${recordId}`, actor: actor.id, hash, at: new Date(at), reason: reason ?? null };
  if (write) await writeRecordAlone(queryable, { write, ...alone });
  const change = { record: recordId, patch, before, version: recordVersion };
  const errands = await writeReferrerErrands(queryable, recordId, change, new Date(at));
  await request.alongside?.(trx);
  return { result: { status: 'done', reply: {}, version: recordVersion, lastFact: 0, repeated: false, recordVersion }, errands };
}

function refusalOf(record: RecordSnapshotRow, { patch, expectedVersion }: ChangeRecordRequest): Omit<Rejection, 'ok'> | undefined {
  if (expectedVersion !== undefined && expectedVersion !== record.version) {
    const message = `${record.title} was changed meanwhile (you saw version ${expectedVersion}, it is at ${record.version}): load it again and repeat your change.`;
    const params = { record: record.id, yours: expectedVersion, stored: record.version, fields: fieldsOf(record) };
    return { code: 'recordConflict', message, params };
  }
  const fields = checkRecordPatch(record.type, patch);
  if (fields.length === 0) return undefined;
  return { code: 'guard', message: fields.map((field) => field.message).join('; '), fields };
}

function refused(rejection: Omit<Rejection, 'ok'>): ChangeRecordResult {
  return { status: 'refused', rejection: { ok: false, ...rejection } };
}

function changeFact(change: {
  recordId: string;
  type: string;
  patch: Variables;
  before: Variables;
  recordVersion: number;
  at: number;
  actor: Actor;
}): Fact {
  const { recordId, type, patch, before, recordVersion, at, actor } = change;
  const record = { type, id: recordId };
  return { type: 'recordChanged', version: 1, number: 0, cause: 0, at, actor: actor.id, alias: type, record, patch, before, recordVersion };
}
