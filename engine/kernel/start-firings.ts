import { cycleFiringAt, parseCycle } from '../calendar/cycle.ts';
import { nextCycleFiring } from '../calendar/iso.ts';
import type { Instant, TimerState } from '../contract/index.ts';
import { nextFiring } from '../triggers/timer/behaviour.ts';
import { dueOf, working } from './replan.ts';
import type { Clock } from './working-time.ts';

/** A start timer as it is kept: without the number of a case's timer. */
export type StartPlan = Omit<TimerState, 'id'>;

/** Firings in working time looked through one by one. */
const mostSteps = 10_000;

/** The firing after this one; null = it was the last. */
export function nextStart(plan: StartPlan, clock: Clock): StartPlan | null {
  return working(() => nextFiring({ ...plan, id: 0 }, clock));
}

/**
 * The first firing of a cycle later than `after`, where that of `plan` is not; null = none is left. Found without going through
 * those between, except where working time is counted from one to the next: past ten thousand of these it is counted from `after`.
 */
export function firstStartAfter(plan: StartPlan, after: Instant, clock: Clock): StartPlan | null {
  const cycle = parseCycle(plan.rule);
  if (!cycle) return null;
  if (cycle.kind === 'interval' && !clock.calendar) {
    const next = nextCycleFiring(cycle.interval, plan.armedAt, after, clock.zone);
    if (!next) return null;
    const { count } = cycle.interval;
    return { ...plan, dueAt: next.at, firing: next.index, ...(count === undefined ? {} : { remaining: count - next.index - 1 }) };
  }
  if (cycle.kind === 'cron') return nextStart({ ...plan, dueAt: after }, clock);
  let next: StartPlan | null = plan;
  for (let step = 0; next && next.dueAt <= after && step < mostSteps; step += 1) next = nextStart(next, clock);
  if (!next || next.dueAt > after) return next;
  const from = next;
  const dueAt = working(() => cycleFiringAt(cycle, (from.firing ?? 0) + 1, from.armedAt, after, clock));
  return dueAt === null ? null : { ...from, dueAt, previousAt: after, firing: (from.firing ?? 0) + 1 };
}

/** The same firing by its calendar as it is now. What is due already stays. */
export function replannedStart(plan: StartPlan, now: Instant, clock: Clock): StartPlan {
  const calendarVersion = clock.calendar?.version;
  const dueAt = plan.dueAt <= now ? null : working(() => dueOf({ ...plan, id: 0 }, clock));
  return { ...plan, dueAt: dueAt ?? plan.dueAt, ...(calendarVersion === undefined ? {} : { calendarVersion }) };
}
