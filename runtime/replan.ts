import {
  dueRetellings,
  forgetRetelling,
  markCalendarTold,
  rememberRetelling,
  type UntoldCalendar,
  untoldCalendars,
  type WhoReplans,
  whoReplans,
  writeReplanErrands,
} from '../db/queries/replan.ts';
import { firstDifference } from '../engine/calendar/index.ts';
import type { Command } from '../engine/contract/index.ts';
import { staleMs } from './calendars.ts';
import { contentHash } from './content-hash.ts';
import type { DoorContext } from './door-context.ts';
import type { Execute } from './errands.ts';

const page = 500;
/** Errands carried at a time by the process that wrote them. */
const lanes = 4;

export const calendarActor = { id: 'system:calendar', roles: [], groups: [] };

/**
 * Tells every open case that a calendar which came into force may move: an errand each, a command that computes anew what is armed.
 * Cases decided meanwhile by a process that had not read it yet are told once more when no process can be that far behind.
 * Idempotent; what a dying process left is done by the next pass, and the errands by the cases' workflows.
 */
export async function sweepCalendars(door: DoorContext): Promise<{ told: number }> {
  const now = door.clock.now();
  let told = 0;
  const untold = await untoldCalendars(door.pool, new Date(now), new Date(now - 2 * staleMs));
  if (untold.length > 0) await door.calendars.fresh?.(now);
  for (const calendar of untold) {
    const who = whoIsMoved(calendar);
    if (who) told += await tellReplan(door, who, `calendar/${calendar.name}/${calendar.version}/${calendar.pass}`);
    await markCalendarTold(door.pool, calendar, new Date(now));
  }
  for (const { id, who } of await dueRetellings(door.pool, new Date(now - 2 * staleMs))) {
    told += await tellReplan(door, who, `${id}/2`);
    await forgetRetelling(door.pool, id);
  }
  return { told };
}

/** The same for a change that is no version: another default, another rule. */
export async function tellChange(door: DoorContext, who: WhoReplans, id: string): Promise<number> {
  await rememberRetelling(door.pool, id, who, new Date(door.clock.now()));
  return tellReplan(door, who, id);
}

/** Null: nothing that a deadline depends on is another. */
function whoIsMoved({ name, version, pass, definition, before }: UntoldCalendar): WhoReplans | null {
  const from = before ? firstDifference(before, definition) : Number.NEGATIVE_INFINITY;
  if (from === null) return null;
  return { by: 'calendar', name, after: Number.isFinite(from) ? new Date(from) : null, below: pass === 1 ? null : version };
}

/** Writes the errands, page by page, and begins to carry them. `id` names the change. @returns how many cases. */
export async function tellReplan(door: DoorContext, who: WhoReplans, id: string): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const found = await whoReplans(door.pool, who, after, page);
    const last = found.at(-1);
    if (last === undefined) return count;
    const errands = await writeReplanErrands(door.pool, found, id, new Date(door.clock.now()));
    for (const { instanceId, number } of errands) {
      // Its version stays, its effect number does not.
      door.cache.delete(instanceId);
      door.notifier.committed(instanceId, number, true);
    }
    carry(door, errands);
    count += errands.length;
    after = last;
  }
}

function carry(door: DoorContext, errands: { instanceId: string; number: number }[]): void {
  for (let lane = 0; lane < lanes; lane += 1) {
    door.background(async () => {
      for (let at = lane; at < errands.length; at += lanes) {
        const { instanceId, number } = errands[at] as { instanceId: string; number: number };
        await door.runErrand(instanceId, number);
      }
    });
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
