import { createHash } from 'node:crypto';
import { factsOf } from '../db/queries/feed.ts';
import { readEnded } from '../db/queries/operated-instances.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Actor, RecordLink, Rejection, Variables } from '../engine/contract/index.ts';
import { stateAfter } from '../engine/kernel/undo-basis.ts';
import type { CommandResult, Door, StartRequest } from './contract.ts';
import { notEnded } from './start-instance.ts';

export interface RestartRequest {
  /** The case that has ended. */
  instanceId: string;
  commandId: string;
  /** Where to begin; absent = as any new case. */
  element?: string;
  /** Version of its package; absent = the newest. */
  version?: number;
  /** Over those it had when it ended. */
  variables?: Variables;
  /** Absent = those it had. */
  records?: RecordLink[];
  /** Also when an open case goes on for it already. */
  force?: boolean;
  actor: Actor;
}

/**
 * A new case that goes on for one that has ended: same package, variables and records, an id derived from old case and command, so that
 * repeating the call makes no second one. Both histories stay.
 */
export async function restartInstance(
  { door, pool }: { door: Door; pool: Queryable },
  request: RestartRequest,
): Promise<{ instanceId: string; result: CommandResult }> {
  const read = await restartOf(pool, request);
  if ('rejection' in read) return { instanceId: '', result: { status: 'refused', rejection: read.rejection } };
  return { instanceId: read.start.instanceId, result: await door.startInstance(read.start) };
}

/** The start it would be. */
export async function restartOf(
  pool: Queryable,
  { instanceId, commandId, element, version, variables, records, force, actor }: RestartRequest,
): Promise<{ start: StartRequest } | { rejection: Rejection }> {
  const ended = await readEnded(pool, instanceId);
  if (!ended) return { rejection: { ok: false, code: 'notFound', message: `There is no case ${instanceId}.` } };
  if (ended.status === 'open') return { rejection: notEnded };
  return {
    start: {
      instanceId: `${ended.package_key}-${createHash('sha256').update(`${instanceId}\u001f${commandId}`).digest('hex').slice(0, 32)}`,
      commandId,
      packageKey: ended.package_key,
      ...(version === undefined ? {} : { version }),
      process: ended.process,
      element,
      variables: { ...(await lastVariables(pool, instanceId)), ...variables },
      records: records ?? ended.state.records,
      actor,
      restartedFrom: instanceId,
      force,
    },
  };
}

/** Those of the case itself, as they were when it ended: the state of an ended case has no element instances any more. */
async function lastVariables(pool: Queryable, instanceId: string): Promise<Variables> {
  const facts = await factsOf(pool, instanceId);
  const end = facts.findLast((fact) => fact.type === 'instanceCompleted' || fact.type === 'instanceCancelled');
  const state = stateAfter(facts, (end?.number ?? facts.length) - 1);
  return Object.values(state?.elements ?? {}).find((instance) => instance.parent === null)?.variables ?? {};
}
