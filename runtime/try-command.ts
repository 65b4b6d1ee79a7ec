import { readCase } from '../db/queries/read-case.ts';
import type { Accepted, Actor, Command, Rejection } from '../engine/contract/index.ts';
import { checkCommand } from './check-request.ts';
import { contentHash } from './content-hash.ts';
import { decideOn } from './decide.ts';
import type { DoorContext } from './door-context.ts';
import { basisOf } from './fast-path.ts';

export interface TryRequest {
  instanceId: string;
  command: Command;
  actor: Actor;
}

export type TryResult = { ok: true; accepted: Accepted } | { ok: false; rejection: Rejection };

/** Decides on what is stored now, and writes nothing: a preview, as right as the moment it is made in. */
export async function tryCommand(door: DoorContext, { instanceId, command, actor }: TryRequest): Promise<TryResult> {
  const unfit = checkCommand(command, door.limits);
  if (unfit) return { ok: false, rejection: unfit };
  // An id that no command has: those of the API and of the system itself begin with a word.
  const commandId = '?';
  const read = await readCase(door.pool, instanceId, commandId);
  if (!read.case) return { ok: false, rejection: { ok: false, code: 'notFound', message: `There is no case ${instanceId}.` } };
  const request = { instanceId, commandId, command, actor, hash: contentHash(command) };
  const outcome = await decideOn(door, door.pool, basisOf(instanceId, read.case), request);
  if (outcome.kind === 'accepted') return { ok: true, accepted: outcome.accepted };
  if (outcome.kind === 'refused') return { ok: false, rejection: outcome.rejection };
  return { ok: false, rejection: { ok: false, code: 'stopped', message: `It would be stopped: ${outcome.message}` } };
}
