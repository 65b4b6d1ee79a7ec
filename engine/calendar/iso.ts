import type { Instant } from '../contract/index.ts';

/** An ISO 8601 duration, as written. Weeks are days. `negative` for a leading minus. */
export interface IsoDuration {
  negative: boolean;
  years: number;
  months: number;
  days: number;
  /** Hours, minutes and seconds. */
  ms: number;
}

export interface IsoCycle {
  /** Firings in all; absent = no end. */
  count?: number;
  /** First firing; a text without offset is local time of the zone. Absent = one interval after the timer was armed. */
  start?: string;
  interval: IsoDuration;
}

export function parseIsoDuration(_text: string): IsoDuration | null {
  throw new Error('in work');
}

/** Adds calendar units in local time of the zone (a day of 23 or 25 hours is a day), then hours in real time. */
export function addIsoDuration(_from: Instant, _duration: string | IsoDuration, _zone: string): Instant {
  throw new Error('in work');
}

export function parseIsoCycle(_text: string): IsoCycle | null {
  throw new Error('in work');
}

/** Instant of an ISO date or date and time; without offset it is local time of the zone. */
export function parseIsoInstant(_text: string, _zone: string): Instant | null {
  throw new Error('in work');
}

/** Firing number `index` (from 0) of a cycle armed at `armedAt`; null past its count. Local clock time survives clock changes. */
export function cycleFiring(_cycle: IsoCycle, _index: number, _armedAt: Instant, _zone: string): Instant | null {
  throw new Error('in work');
}

/** The first firing after `after`. */
export function nextCycleFiring(
  _cycle: IsoCycle,
  _armedAt: Instant,
  _after: Instant,
  _zone: string,
): { at: Instant; index: number } | null {
  throw new Error('in work');
}
