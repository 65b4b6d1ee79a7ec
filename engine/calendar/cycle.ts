import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { nextCronFiring } from './cron/next-cron-firing.ts';
import { type Cron, parseCron } from './cron/parse-cron.ts';
import { cycleFiring, type IsoCycle, parseIsoCycle, parseIsoInstant } from './iso.ts';
import { addWorkingTime, isWorkingTime, nextOpening } from './working-time.ts';

/** What a timer's cycle says: a repeating interval of ISO 8601 (`R3/PT1H`) or a cron expression. */
export type Cycle = { kind: 'interval'; interval: IsoCycle } | { kind: 'cron'; cron: Cron };

/** Null when the text is neither, or a cron expression that never fires (31 February). */
export function parseCycle(text: string): Cycle | null {
  const interval = parseIsoCycle(text);
  if (interval) return { kind: 'interval', interval };
  const cron = parseCron(text);
  return cron && everFires(cron) ? { kind: 'cron', cron } : null;
}

const fires = new WeakMap<Cron, boolean>();
function everFires(cron: Cron): boolean {
  let known = fires.get(cron);
  if (known === undefined) {
    known = nextCronFiring(cron, 0, 'UTC') !== null;
    fires.set(cron, known);
  }
  return known;
}

/** A schedule on the clock, which a pause does not move: cron, or an interval whose first firing has a date. */
export function isSchedule(cycle: Cycle): boolean {
  return cycle.kind === 'cron' || cycle.interval.start !== undefined;
}

export interface CycleClock {
  /** With a calendar intervals count working time, and cron fires in working time only (its ends included). */
  calendar: CalendarDefinition | null;
  zone: string;
}

/** Candidates of a cron expression looked at for one in working time, at most one an opening. */
const mostCandidates = 10_000;

/**
 * Firing number `index` (from 0) of a cycle armed at `armedAt`, when the one before came at `before`; null past its end.
 * An interval round the clock is counted from the first firing, so that nothing drifts; in working time from the one before.
 */
export function cycleFiringAt(cycle: Cycle, index: number, armedAt: Instant, before: Instant, clock: CycleClock): Instant | null {
  const zone = clock.calendar?.zone ?? clock.zone;
  if (cycle.kind === 'cron') return nextInWorkingTime(cycle.cron, before, zone, clock.calendar);
  const { interval } = cycle;
  if (!clock.calendar || (index === 0 && interval.start !== undefined)) return cycleFiring(interval, index, armedAt, zone);
  if (interval.count !== undefined && index >= interval.count) return null;
  const at = addWorkingTime(clock.calendar, before, interval.interval);
  const end = interval.end === undefined ? null : parseIsoInstant(interval.end, zone);
  return end !== null && at > end ? null : at;
}

function nextInWorkingTime(cron: Cron, after: Instant, zone: string, calendar: CalendarDefinition | null): Instant | null {
  let at = nextCronFiring(cron, after, zone);
  for (let tried = 0; calendar && at !== null && tried < mostCandidates; tried++) {
    if (isWorkingTime(calendar, at) || isWorkingTime(calendar, at - 1)) return at;
    // Until the next opening there is nothing to look at: a cron of seconds has hundreds of thousands in one closed weekend.
    at = nextCronFiring(cron, nextOpening(calendar, at) - 1, zone);
  }
  return calendar ? null : at;
}
