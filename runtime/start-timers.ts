import { createHash } from 'node:crypto';
import {
  dueStartTimers,
  moveStartTimer,
  outdatedStartTimers,
  type StartTimerRow,
  startTimerFailed,
  startTimerFired,
} from '../db/queries/start-timers.ts';
import type { Actor, Instant } from '../engine/contract/index.ts';
import { clockOf } from '../engine/kernel/calendars.ts';
import { firstStartAfter, nextStart, replannedStart, type StartPlan } from '../engine/kernel/start-firings.ts';
import type { Clock } from '../engine/kernel/working-time.ts';
import type { CommandResult, StartRequest } from './contract.ts';
import type { DoorContext } from './door-context.ts';
import { failpoint } from './failpoints.ts';

/** Cases begun by one pass, which others wait for. */
const most = 50;
/** Missed firings of one timer that are made up for in a row; what else is due then is left out. */
export const mostMadeUp = 1_000;
/** Rest before another attempt: doubled from a second up to this. */
const longestRestMs = 300_000;
/** Later than this its case is left to the sweeper, so that what people do is carried first. */
const lateMs = 60_000;

const actor: Actor = { id: 'system:timer', roles: [], groups: [] };

type Start = (request: StartRequest) => Promise<CommandResult>;

/**
 * Begins the cases that timer start events of published versions are due for, each once: the command is named by package, element and the
 * time that has come, and the row goes on after it; who dies in between leaves a command that answers the second time as the first, and of two
 * versions for which the same time comes, while one takes over from the other, one begins the case. Missed firings come one
 * by one, like those of other cycles, up to a thousand. What cannot be started is tried again, and says why.
 */
export async function sweepStartTimers(door: DoorContext, start: Start): Promise<{ started: number }> {
  await replanStarts(door);
  let started = 0;
  const faults: unknown[] = [];
  while (started < most) {
    const now = door.clock.now();
    const due = await dueStartTimers(door.pool, new Date(now), most - started);
    if (due.length === 0) break;
    for (const timer of due) {
      started += 1;
      await fire(door, start, timer, now).catch(async (fault: Error) => {
        faults.push(fault);
        await later(door, timer, now, fault.message);
      });
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} cases could not be begun at their time`);
  return { started };
}

async function fire(door: DoorContext, start: Start, timer: StartTimerRow, now: Instant): Promise<void> {
  const { key, version, process, element, firing, plan } = timer;
  const instanceId = startedAt(timer);
  const result = await start({
    instanceId,
    commandId: `start-timer/${instanceId}`,
    packageKey: key,
    version,
    process,
    element,
    variables: {},
    records: [],
    actor,
    bulk: plan.dueAt < now - lateMs,
  });
  // `commandIdReused`: the version before this one has begun it.
  if (result.status !== 'done' && result.status !== 'commandIdReused')
    return later(door, timer, now, result.status === 'refused' ? result.rejection.message : result.status);
  failpoint('start-timer-begun');
  const { next, skipped } = following(timer, Math.min(now, timer.closedAt?.getTime() ?? now), await clockFor(door, timer));
  const missed = next !== null && next.dueAt <= now && !skipped;
  await startTimerFired(door.pool, timer, {
    at: new Date(now),
    instanceId,
    next: next && { ...next, firing: next.firing ?? firing + 1 },
    madeUp: missed ? timer.madeUp + 1 : 0,
    skipped,
  });
}

/** What comes after a firing; past a thousand missed ones in a row the first that is still to come. */
function following(
  { plan, madeUp }: StartTimerRow,
  now: Instant,
  clock: Clock,
): { next: StartPlan | null; skipped: { from: Date; until: Date } | null } {
  const next = nextStart(plan, clock);
  if (!next || next.dueAt > now || madeUp + 1 < mostMadeUp) return { next, skipped: null };
  return { next: firstStartAfter(next, now, clock), skipped: { from: new Date(next.dueAt), until: new Date(now) } };
}

async function later(door: DoorContext, timer: StartTimerRow, now: Instant, problem: string): Promise<void> {
  const rest = Math.min(longestRestMs, 1_000 * 2 ** Math.min(timer.attempts, 20));
  await startTimerFailed(door.pool, timer, new Date(now + rest), problem);
}

/** Those whose calendar changed are computed anew. */
async function replanStarts(door: DoorContext): Promise<void> {
  const now = door.clock.now();
  const outdated = await outdatedStartTimers(door.pool, new Date(now), 500);
  if (outdated.length > 0) await door.calendars.fresh?.(now);
  for (const timer of outdated) await moveStartTimer(door.pool, timer, replannedStart(timer.plan, now, await clockFor(door, timer)));
}

async function clockFor(door: DoorContext, { hash, plan }: StartTimerRow): Promise<Clock> {
  return clockOf(await door.calendars.current(), await door.packages.byHash(hash), plan.calendar);
}

/** A workflow id, too. */
function startedAt({ key, process, element, plan }: StartTimerRow): string {
  const name = ['start-timer', key, process, element, new Date(plan.dueAt).toISOString()].join('\u001f');
  return `${key}-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
