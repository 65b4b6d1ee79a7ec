import { expect, it } from 'vitest';
import { firstDifference } from './first-difference.ts';
import { calendars } from './fixtures/calendars.ts';

const { office, february, split } = calendars;
it.each([
  ['a holiday more', office, { ...office, days: { '2027-02-09': [] as [string, string][] } }, Date.parse('2027-02-08T23:00Z')],
  ['the first of several', february, office, Date.parse('2027-02-08T23:00Z')],
  [
    'a day made shorter',
    february,
    { ...february, days: { ...february.days, '2027-02-13': [['10:00', '12:00']] as [string, string][] } },
    Date.parse('2027-02-12T23:00Z'),
  ],
  ['other hours', office, split, Number.NEGATIVE_INFINITY],
  ['another zone', office, { ...office, zone: 'Europe/Moscow' }, Number.NEGATIVE_INFINITY],
  ['names only', february, { ...february, version: 2, names: { '2027-02-09': 'Founding day' } }, null],
  ['an empty day spelt out', office, { ...office, week: { ...office.week, '6': [] } }, null],
])('%s', (_, a, b, expected) => {
  expect(firstDifference(a, b)).toBe(expected);
  expect(firstDifference(b, a)).toBe(expected);
});
