import type { Instant } from '../../contract/index.ts';
import { type LocalTime, toInstant, toLocal } from '../zone.ts';
import { matchesDay } from './matches-day.ts';
import { type Cron, lastYear } from './parse-cron.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The first firing after `after`, to the second; null when none is left (until 2199).
 *
 * A time of day fires once on each of its days, on those clocks change too: shown twice, at the first; never shown, as
 * far after the change as it is after the gap's beginning (02:30 at 03:30). With every hour allowed it runs by real
 * time: each minute the clock shows, twice where it shows it twice.
 */
export function nextCronFiring(cron: Cron, after: Instant, defaultZone: string): Instant | null {
  const zone = cron.zone ?? defaultZone;
  // A firing of yesterday may have been moved into today.
  let day = Math.floor(toLocal(after, zone) / dayMs) - 1;
  for (; ; day++) {
    const date = new Date(day * dayMs);
    const year = date.getUTCFullYear();
    if (year > lastYear) return null;
    if (cron.years && !cron.years.has(year)) {
      if (Math.max(...cron.years) < year) return null;
      day = Date.UTC(year + 1, 0, 1) / dayMs - 1;
      continue;
    }
    if (cron.months && !cron.months.has(date.getUTCMonth() + 1)) {
      day = Date.UTC(year, date.getUTCMonth() + 1, 1) / dayMs - 1;
      continue;
    }
    if (!matchesDay(cron, date)) continue;
    const found = firstOnDay(cron, day * dayMs, after, zone);
    if (found !== null) return found;
  }
}

function firstOnDay(cron: Cron, midnight: LocalTime, after: Instant, zone: string): Instant | null {
  const start = toInstant(midnight, zone);
  const end = toInstant(midnight + dayMs, zone);
  const offset = toLocal(start, zone) - start;
  if (end - start === dayMs && toLocal(end, zone) - end === offset && start + offset === midnight) {
    const local = firstTime(cron, after + offset - midnight);
    return local === null ? null : midnight + local - offset;
  }
  return cron.everyHour ? firstByRealTime(cron, Math.max(after, start - 1), end, zone) : firstOfOddDay(cron, midnight, after, zone);
}

/** First time of day (milliseconds) after `after`, which may lie outside the day. */
function firstTime({ hours, minutes, seconds }: Cron, after: number): number | null {
  for (const hour of hours) {
    if ((hour + 1) * hourMs <= after) continue;
    for (const minute of minutes) {
      if (hour * hourMs + (minute + 1) * minuteMs <= after) continue;
      for (const second of seconds) {
        const time = hour * hourMs + minute * minuteMs + second * 1000;
        if (time > after) return time;
      }
    }
  }
  return null;
}

/** Times keep no order where clocks change: the earliest of all. */
function firstOfOddDay({ hours, minutes, seconds }: Cron, midnight: LocalTime, after: Instant, zone: string): Instant | null {
  let best: Instant | null = null;
  for (const hour of hours) {
    for (const minute of minutes) {
      for (const second of seconds) {
        const at = toInstant(midnight + hour * hourMs + minute * minuteMs + second * 1000, zone);
        if (at > after && (best === null || at < best)) best = at;
      }
    }
  }
  return best;
}

function firstByRealTime(cron: Cron, after: Instant, end: Instant, zone: string): Instant | null {
  for (let t = Math.floor(after / 1000) * 1000 + 1000; t < end; ) {
    const local = toLocal(t, zone);
    const into = ((local % minuteMs) + minuteMs) % minuteMs;
    const minute = new Date(local).getUTCMinutes();
    const second = cron.minutes.includes(minute) ? cron.seconds.find((each) => each * 1000 >= into) : undefined;
    if (second !== undefined) return t - into + second * 1000;
    t += minuteMs - into;
  }
  return null;
}
