import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { addWorkingMs, addWorkingTime, isWorkingTime, subtractWorkingTime, workingTimeBetween } from './working-time.ts';

const runs = 500;
const quarter = (n: number) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`;

/** Quarters of a day; 02:00-03:00, where clocks change, is left to the table. */
const clock = fc
  .integer({ min: 0, max: 95 })
  .filter((n) => n < 4 || n > 13)
  .map(quarter);
const intervals = fc.array(fc.tuple(clock, clock), { minLength: 0, maxLength: 3 });
const zones = ['Europe/Warsaw', 'Asia/Novosibirsk', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];

const calendar: fc.Arbitrary<CalendarDefinition> = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.tuple(
      intervals,
      intervals,
      intervals,
      intervals,
      intervals,
      intervals,
      fc.array(fc.tuple(clock, clock), { minLength: 1, maxLength: 2 }),
    ),
    days: fc.dictionary(
      fc.integer({ min: 0, max: 420 }).map((n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)),
      intervals,
      { maxKeys: 12 },
    ),
  })
  .map(({ zone, week, days }) => ({
    name: 'random',
    version: 1,
    zone,
    week: Object.fromEntries(week.map((day, index) => [String(index + 1), day])),
    days,
  }));

/** Around both clock changes, to the minute. */
const instant = fc.integer({ min: 0, max: 60 * 24 * 400 }).map((minutes) => Date.UTC(2026, 8, 15) + minutes * 60_000);
const duration = fc.integer({ min: 1, max: 60 * 24 * 10 }).map((minutes) => minutes * 60_000);

it('what was added lies between', () => {
  fc.assert(
    fc.property(calendar, instant, duration, (given, from, ms) => {
      expect(workingTimeBetween(given, from, addWorkingMs(given, from, ms))).toBe(ms);
      expect(workingTimeBetween(given, addWorkingMs(given, from, -ms), from)).toBe(ms);
    }),
    { numRuns: runs },
  );
});

it('later starts never end earlier', () => {
  fc.assert(
    fc.property(calendar, instant, duration, fc.constantFrom('PT1H', 'PT13H30M', 'P1D', 'P3D', 'P2DT5H'), (given, from, later, text) => {
      expect(addWorkingTime(given, from + later, text)).toBeGreaterThanOrEqual(addWorkingTime(given, from, text));
      expect(subtractWorkingTime(given, from + later, text)).toBeGreaterThanOrEqual(subtractWorkingTime(given, from, text));
    }),
    { numRuns: runs },
  );
});

it('more time never ends earlier, and time adds up', () => {
  fc.assert(
    fc.property(calendar, instant, duration, duration, (given, from, first, second) => {
      const middle = addWorkingMs(given, from, first);
      expect(addWorkingMs(given, from, first + second)).toBe(addWorkingMs(given, middle, second));
    }),
    { numRuns: runs },
  );
});

/** The definition, minute by minute on luxon's wall clock. */
function worksAt({ zone, week, days }: CalendarDefinition, t: Instant): boolean {
  const now = DateTime.fromMillis(t, { zone });
  return [0, 1].some((daysAgo) => {
    const day = now.minus({ days: daysAgo });
    const minute = now.hour * 60 + now.minute + daysAgo * 1440;
    const own = days[day.toISODate() as string] ?? week[String(day.weekday)] ?? [];
    return own.some(([from, to]) => {
      const start = minutesOf(from);
      const end = minutesOf(to) <= start ? minutesOf(to) + 1440 : minutesOf(to);
      return minute >= start && minute < end;
    });
  });
}

function minutesOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

it('agrees with the definition, minute by minute', () => {
  fc.assert(
    fc.property(calendar, instant, fc.integer({ min: 1, max: 60 * 30 }), (given, from, minutes) => {
      let counted = 0;
      for (let minute = 0; minute < minutes; minute++) {
        const t = from + minute * 60_000;
        const works = worksAt(given, t);
        if (isWorkingTime(given, t) !== works)
          throw new Error(`${DateTime.fromMillis(t, { zone: given.zone }).toISO()} should be ${works}`);
        if (works) counted++;
      }
      expect(workingTimeBetween(given, from, from + minutes * 60_000)).toBe(counted * 60_000);
    }),
    { numRuns: 60 },
  );
});
