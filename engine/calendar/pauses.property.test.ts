import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendars } from './fixtures/calendars.ts';
import { type Pause, runWithPauses, shiftByPause, timeBetween } from './pauses.ts';
import { addWorkingMs } from './working-time.ts';

const minute = 60_000;
const begin = Date.UTC(2027, 0, 4, 8);
const calendar = fc.constantFrom(
  null,
  calendars.office,
  calendars.split,
  calendars.night,
  calendars.february,
  calendars.always,
  calendars.saturdayNight,
);
const minutes = (max: number) => fc.integer({ min: 1, max });
/** Pauses in order, apart from one another, over three weeks around both ends. */
const pauses = fc.array(fc.tuple(minutes(3_000), minutes(4_000)), { maxLength: 5 }).map((gaps) => {
  let at = begin - 2_000 * minute;
  return gaps.map(([apart, long]): Required<Pause> => {
    const from = at + apart * minute;
    at = from + long * minute;
    return { from, to: at };
  });
});
const total = minutes(60 * 60);
const due = (given: typeof calendars.office | null, ms: number) => (given ? addWorkingMs(given, begin, ms) : begin + ms);

describe('a clock that stands still', () => {
  it('has run its whole time when it is due, no more and no less (P42)', () => {
    fc.assert(
      fc.property(calendar, total, pauses, (given, time, stops) => {
        const run = runWithPauses(given, begin, due(given, time * minute), stops);
        const end = run.due as number;
        const stood = stops.reduce((sum, { from, to }) => {
          const [a, b] = [Math.max(from, begin), Math.min(to, end)];
          return a < b ? sum + timeBetween(given, a, b) : sum;
        }, 0);
        expect(timeBetween(given, begin, end) - stood).toBe(time * minute);
        expect(run.legs.reduce((sum, { from, to }) => sum + timeBetween(given, from, to), 0)).toBe(time * minute);
      }),
      { numRuns: 400 },
    );
  });

  it('is due at the same time whether a pause is one or two that touch, and not earlier for one more', () => {
    fc.assert(
      fc.property(calendar, total, pauses, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (given, time, stops, share) => {
        const plain = due(given, time * minute);
        const whole = runWithPauses(given, begin, plain, stops).due as number;
        const split = stops.flatMap(({ from, to }): Pause[] => {
          const middle = Math.round(from + (to - from) * share);
          return [
            { from, to: middle },
            { from: middle, to },
          ];
        });
        expect(runWithPauses(given, begin, plain, split).due).toBe(whole);
        for (let count = 0; count < stops.length; count += 1)
          expect(runWithPauses(given, begin, plain, stops.slice(0, count)).due as number).toBeLessThanOrEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('moved on pause by pause it comes to lie where all of them put it (P10)', () => {
    fc.assert(
      fc.property(calendar, total, pauses, (given, time, stops) => {
        const plain = due(given, time * minute);
        const after = stops.filter(({ from }) => from >= begin);
        const stepwise = after.reduce((at, pause) => shiftByPause(given, at, pause), plain);
        expect(stepwise).toBe(runWithPauses(given, begin, plain, after).due);
      }),
      { numRuns: 400 },
    );
  });
});
