import { readCase } from '../db/queries/read-case.ts';
import type { Accepted, Actor, CalendarDefinition, Command, InstanceState, Rejection } from '../engine/contract/index.ts';
import { checkCommand } from './check-request.ts';
import { contentHash } from './content-hash.ts';
import { decideOn, type Outcome } from './decide.ts';
import type { DoorContext } from './door-context.ts';
import { basisOf } from './fast-path.ts';

export interface TryRequest {
  instanceId: string;
  /** Or what makes one of the state the case is in. */
  command: Command | ((state: InstanceState) => Command | Rejection);
  actor: Actor;
  /** In place of those of their names. */
  calendars?: CalendarDefinition[];
}

export type TryResult = { ok: true; accepted: Accepted } | { ok: false; rejection: Rejection };

/** Decides on what is stored now, and writes nothing: a preview, as right as the moment it is made in. */
export async function tryCommand(door: DoorContext, { instanceId, command: asked, actor, calendars }: TryRequest): Promise<TryResult> {
  // An id that no command has: those of the API and of the system itself begin with a word.
  const commandId = '?';
  const read = await readCase(door.pool, instanceId, commandId);
  if (!read.case) return { ok: false, rejection: { ok: false, code: 'notFound', message: `There is no case ${instanceId}.` } };
  const command = typeof asked === 'function' ? asked(read.case.state) : asked;
  if ('ok' in command) return { ok: false, rejection: command };
  const unfit = checkCommand(command, door.limits);
  if (unfit) return { ok: false, rejection: unfit };
  const request = { instanceId, commandId, command, actor, hash: contentHash(command) };
  const within = calendars ? await withCalendars(door, calendars) : door;
  return triedOf(await decideOn(within, door.pool, basisOf(instanceId, read.case), request));
}

async function withCalendars(door: DoorContext, instead: CalendarDefinition[]): Promise<DoorContext> {
  const current = await door.calendars.current();
  const calendars = { ...current.calendars, ...Object.fromEntries(instead.map((each) => [each.name, each])) };
  return { ...door, calendars: { current: async () => ({ ...current, calendars }) } };
}

export function triedOf(outcome: Outcome): TryResult {
  if (outcome.kind === 'accepted') return { ok: true, accepted: outcome.accepted };
  if (outcome.kind === 'refused') return { ok: false, rejection: outcome.rejection };
  return { ok: false, rejection: { ok: false, code: 'stopped', message: `It would be stopped: ${outcome.message}` } };
}
