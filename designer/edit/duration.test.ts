import { describe, expect, test } from 'vitest';
import { formatSimpleDuration, parseSimpleDuration } from './duration.ts';

describe('simple durations', () => {
  test.each([
    ['PT30M', 30, 'minutes'],
    ['PT4H', 4, 'hours'],
    ['P1D', 1, 'days'],
    ['P2W', 2, 'weeks'],
    ['P6M', 6, 'months'],
  ])('%s', (iso, amount, unit) => {
    expect(parseSimpleDuration(iso)).toEqual({ amount, unit });
    expect(formatSimpleDuration({ amount, unit: unit as 'hours' })).toBe(iso);
  });

  test.each(['P1DT2H', '= agreed', '', '2027-01-01', 'PTH'])('%s stays text', (iso) => {
    expect(parseSimpleDuration(iso)).toBeUndefined();
  });
});
