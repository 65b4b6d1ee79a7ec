import { IANAZone } from 'luxon';
import type { Instant } from '../contract/index.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Offsets of one zone, remembered per UTC day: asking the platform costs microseconds, and timers ask often. */
class ZoneOffsets {
  private readonly zone: IANAZone;
  private days = new Map<number, number | null>();

  constructor(name: string) {
    this.zone = IANAZone.create(name);
    if (!this.zone.isValid) throw new RangeError(`No such time zone: ${name}`);
  }

  /** Milliseconds to add to UTC to get local time. */
  at(t: Instant): number {
    const day = Math.floor(t / dayMs);
    let known = this.days.get(day);
    if (known === undefined) {
      const first = this.ask(day * dayMs);
      known = first === this.ask((day + 1) * dayMs - 1) ? first : null;
      if (this.days.size > 10_000) this.days = new Map();
      this.days.set(day, known);
    }
    return known ?? this.ask(t);
  }

  private ask(t: Instant): number {
    return Math.round(this.zone.offset(t) * minuteMs);
  }
}

const zones = new Map<string, ZoneOffsets>();

function offsets(zone: string): ZoneOffsets {
  let known = zones.get(zone);
  if (!known) {
    known = new ZoneOffsets(zone);
    if (zones.size > 700) zones.clear();
    zones.set(zone, known);
  }
  return known;
}

export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** Local time as if it were UTC: `Date.UTC` of what the wall clock shows. */
export type LocalTime = number;

export function toLocal(t: Instant, zone: string): LocalTime {
  return t + offsets(zone).at(t);
}

/**
 * The instant at which the wall clock shows `local`. Shown twice (clocks go back): the first. Never shown (clocks go
 * forward): as far after the change as it is after the gap's beginning (`forward`), or the change itself (`change`).
 */
export function toInstant(local: LocalTime, zone: string, gap: 'forward' | 'change' = 'forward'): Instant {
  const zoneOffsets = offsets(zone);
  const before = zoneOffsets.at(local - dayMs);
  const after = zoneOffsets.at(local + dayMs);
  if (before === after && zoneOffsets.at(local - before) === before) return local - before;
  const early = local - Math.max(before, after);
  const late = local - Math.min(before, after);
  if (early + zoneOffsets.at(early) === local) return early;
  if (late + zoneOffsets.at(late) === local) return late;
  return gap === 'forward' ? late : changeBetween(zoneOffsets, early, late);
}

/** The change of offset in (from, to]. */
function changeBetween(zoneOffsets: ZoneOffsets, from: Instant, to: Instant): Instant {
  const start = zoneOffsets.at(from);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffsets.at(middle) === start) low = middle;
    else high = middle;
  }
  return high;
}
