import { randomUUID } from 'node:crypto';
import {
  changesToTell,
  countReplans,
  forgetChange,
  markCalendarTold,
  markChangeTold,
  rememberChange,
  type UntoldCalendar,
  untoldCalendars,
  type WhoReplans,
  whoReplans,
  writeReplanErrands,
} from '../db/queries/replan.ts';
import type { Queryable } from '../db/queryable.ts';
import { firstDifference } from '../engine/calendar/index.ts';
import type { Command, Instant } from '../engine/contract/index.ts';
import { staleMs } from './calendars.ts';
import { contentHash } from './content-hash.ts';
import type { DoorContext } from './door-context.ts';
import type { Execute } from './errands.ts';

/** Cases read at a time, and of these told by one statement. */
const page = 20_000;
const slice = 500;

export const calendarActor = { id: 'system:calendar', roles: [], groups: [] };

/**
 * Tells every open case that a calendar which came into force, a rule or another default may move: an errand each, a command that computes anew
 * what is armed. Cases decided meanwhile by a process that had not read it yet are told once more when no process can be that far behind.
 * Idempotent; what a dying process left is done by the next pass, and the errands by the cases' workflows.
 */
export async function sweepCalendars(door: DoorContext): Promise<{ told: number }> {
  const now = door.clock.now();
  const settleBefore = new Date(now - 2 * staleMs);
  let told = 0;
  const untold = await untoldCalendars(door.pool, new Date(now), settleBefore);
  const changes = await changesToTell(door.pool, settleBefore);
  if (untold.length + changes.length > 0) await door.calendars.fresh?.(now);
  for (const calendar of untold) {
    const who = whoIsMoved(calendar);
    if (who) told += await tellReplan(door, who, `calendar/${calendar.name}/${calendar.version}/${calendar.pass}`);
    await markCalendarTold(door.pool, calendar, new Date(now));
  }
  for (const change of changes) {
    told += await tellReplan(door, change.who, change.told ? `${change.id}/2` : change.id);
    if (change.told) await forgetChange(door.pool, change.id);
    else await markChangeTold(door.pool, change.id, new Date(now));
  }
  return { told };
}

/**
 * For the transaction that sets a rule or makes another calendar the default: what a sweep then tells. @returns how many cases it concerns
 * now, as that transaction sees them.
 */
export async function noteCalendarChange(queryable: Queryable, who: WhoReplans, at: Instant): Promise<number> {
  await rememberChange(queryable, `${who.by}/${randomUUID()}`, who, new Date(at));
  return countReplans(queryable, who);
}

/** How many cases a version concerns that this transaction stored: none before it is in force. */
export async function countMoved(queryable: Queryable, name: string, at: Instant): Promise<number> {
  const untold = await untoldCalendars(queryable, new Date(at), new Date(at - 2 * staleMs));
  const calendar = untold.find((each) => each.name === name && each.pass === 1);
  const who = calendar && whoIsMoved(calendar);
  return who ? countReplans(queryable, who) : 0;
}

/** Null: nothing that a deadline depends on is another. */
function whoIsMoved({ name, version, pass, definition, before }: UntoldCalendar): WhoReplans | null {
  const from = before ? firstDifference(before, definition) : Number.NEGATIVE_INFINITY;
  if (from === null) return null;
  return { by: 'calendar', name, after: Number.isFinite(from) ? new Date(from) : null, below: pass === 1 ? null : version };
}

/** Writes the errands, slice by slice, and has them carried. `id` names the change. @returns how many cases. */
async function tellReplan(door: DoorContext, who: WhoReplans, id: string): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const found = await whoReplans(door.pool, who, after, page);
    for (let at = 0; at < found.length; at += slice) {
      const errands = await writeReplanErrands(door.pool, found.slice(at, at + slice), id, new Date(door.clock.now()));
      for (const { instanceId, number } of errands) {
        // Its version stays, its effect number does not.
        door.cache.delete(instanceId);
        door.notifier.committed(instanceId, number, true);
        door.errand(instanceId, number, { bulk: true });
      }
      count += errands.length;
    }
    const last = found.at(-1);
    if (last === undefined || found.length < page) return count;
    after = last;
  }
}

/** The command a case gets. Calendars are read first: those in memory may be the ones before the change. */
export async function replanCase(
  door: DoorContext,
  execute: Execute,
  instanceId: string,
  change: { id: string; at: number },
): Promise<void> {
  await door.calendars.fresh?.(change.at);
  const command: Command = { type: 'replan' };
  const commandId = `replan/${change.id}/${instanceId}`;
  await execute({ instanceId, commandId, command, actor: calendarActor, hash: contentHash(command) });
}
