import type { Row } from './rows.ts';

/** Worked out by hand; the reasoning stands with each. */
export const byHand: Row[] = [
  {
    ...{ ask: 'add', calendar: 'night', from: '2027-02-05T23:00+01:00', duration: 'PT10H', expected: '2027-02-09T01:00+01:00' },
    how: 'P41. Friday 23:00 to Saturday 06:00 are 7 h. The next shift begins on Monday 22:00; 3 h of it end on Tuesday 01:00.',
  },
  {
    ...{ ask: 'works', calendar: 'night', from: '2027-02-06T00:30+01:00', expected: true },
    how: 'P41. Saturday 00:30 belongs to the shift of Friday.',
  },
  {
    ...{ ask: 'works', calendar: 'night', from: '2027-02-08T00:30+01:00', expected: false },
    how: 'P41. Monday 00:30 would belong to Sunday, which has no shift.',
  },
  {
    ...{ ask: 'pauses', calendar: 'office', from: '2027-02-04T15:00+01:00', duration: 'PT8H' },
    pauses: [['2027-02-05T10:00+01:00', '2027-02-08T12:00+01:00']],
    expected: '2027-02-08T17:00+01:00',
    how: 'P42. Thursday 15:00-17:00 and Friday 09:00-10:00 are 3 h; 5 h from Monday 12:00 end at 17:00.',
  },
  {
    ...{ ask: 'add', calendar: 'office', from: '2027-02-08T16:00+01:00', duration: 'PT4H', expected: '2027-02-09T12:00+01:00' },
    how: 'P43 before the change. Monday 1 h, Tuesday 09:00 + 3 h.',
  },
  {
    ...{ ask: 'between', calendar: 'always', from: '2027-03-28T00:00+01:00', to: '2027-03-29T00:00+02:00', expected: 23 * 60 },
    how: 'The day clocks go forward (02:00 becomes 03:00) has 23 hours.',
  },
  {
    ...{ ask: 'between', calendar: 'always', from: '2027-10-31T00:00+02:00', to: '2027-11-01T00:00+01:00', expected: 25 * 60 },
    how: 'The day clocks go back (03:00 becomes 02:00) has 25 hours.',
  },
  {
    ...{ ask: 'add', calendar: 'saturdayNight', from: '2027-03-27T22:00+01:00', duration: 'PT7H', expected: '2027-03-28T06:00+02:00' },
    how: 'From 22:00 to 06:00 are 8 h on the clock and 7 in fact: the hour from 02:00 is left out.',
  },
  {
    ...{ ask: 'add', calendar: 'saturdayNight', from: '2027-10-30T22:00+02:00', duration: 'PT9H', expected: '2027-10-31T06:00+01:00' },
    how: 'From 22:00 to 06:00 are 8 h on the clock and 9 in fact: the hour from 02:00 comes twice.',
  },
  {
    ...{ ask: 'between', calendar: 'moscowAlways', from: '2010-10-31T00:00+04:00', to: '2010-11-01T00:00+03:00', expected: 25 * 60 },
    how: 'The last autumn change: 31 October 2010, UTC+4 becomes UTC+3, 25 hours.',
  },
  {
    ...{ ask: 'between', calendar: 'moscowAlways', from: '2011-03-27T00:00+03:00', to: '2011-03-28T00:00+04:00', expected: 23 * 60 },
    how: 'Summer time for good: 27 March 2011, UTC+3 becomes UTC+4, 23 hours.',
  },
  {
    ...{ ask: 'between', calendar: 'moscowAlways', from: '2011-10-30T00:00+04:00', to: '2011-10-31T00:00+04:00', expected: 24 * 60 },
    how: 'No change in autumn 2011: 24 hours.',
  },
  {
    ...{ ask: 'between', calendar: 'moscowAlways', from: '2014-10-26T00:00+04:00', to: '2014-10-27T00:00+03:00', expected: 25 * 60 },
    how: 'Winter time for good: 26 October 2014, UTC+4 becomes UTC+3, 25 hours.',
  },
  {
    ...{ ask: 'add', calendar: 'moscow', from: '2014-10-24T17:00+04:00', duration: 'PT2H', expected: '2014-10-27T10:00+03:00' },
    how: 'Friday 17:00-18:00 is 1 h; the second from Monday 09:00, by then at UTC+3.',
  },
  {
    ...{ ask: 'add', calendar: 'russia', from: '2027-02-19T17:00+03:00', duration: 'PT9H', expected: '2027-02-24T10:00+03:00' },
    how: 'Friday 1 h; Saturday the 20th, worked for Monday, 4 + 3 = 7 h; Monday 22 and Tuesday 23 are off; Wednesday 09:00 + 1 h.',
  },
  {
    ...{ ask: 'days', calendar: 'russia', from: '2027-02-19T17:30+03:00', duration: 'P1D', expected: '2027-02-20T17:00+03:00' },
    how: 'The next working day is Saturday the 20th, which ends at 17:00: 17:30 is moved to its end.',
  },
  {
    ...{ ask: 'add', calendar: 'poland', from: '2026-12-31T12:00+01:00', duration: 'PT2H', expected: '2027-01-04T10:00+01:00' },
    how: "New Year's Eve ends at 13:00 (1 h); 1 January is off, 2 and 3 are a weekend; Monday the 4th 09:00 + 1 h.",
  },
  {
    ...{ ask: 'days', calendar: 'poland', from: '2027-05-21T17:00+02:00', duration: 'P1D', expected: '2027-05-22T17:00+02:00' },
    how: 'Saturday 22 May is worked for Friday the 28th, with full hours.',
  },
  {
    ...{ ask: 'between', calendar: 'poland', from: '2027-05-17T00:00+02:00', to: '2027-05-31T00:00+02:00', expected: (6 + 3) * 8 * 60 },
    how: 'First week: Monday to Saturday (worked), 6 days; second: Monday to Wednesday, 3 (Corpus Christi and the bridge are off). 8 h each.',
  },
  {
    ...{ ask: 'add', calendar: 'kathmandu', from: '2027-02-05T14:30+05:45', duration: 'PT1H', expected: '2027-02-07T09:30+05:45' },
    how: 'Friday ends at 15:00 (30 min); Saturday is the day of rest; Sunday is worked, 09:00 + 30 min.',
  },
  {
    ...{ ask: 'between', calendar: 'apia', from: '2011-12-29T00:00-10:00', to: '2011-12-31T00:00+14:00', expected: 8 * 60 },
    how: 'Samoa left Friday 30 December 2011 out: between the midnights of the 29th and the 31st lies one working day.',
  },
  {
    ...{ ask: 'add', calendar: 'apia', from: '2011-12-29T16:00-10:00', duration: 'PT2H', expected: '2012-01-02T10:00+14:00' },
    how: 'Thursday 1 h; the Friday does not exist, the next days are a weekend; Monday 2 January 09:00 + 1 h.',
  },
  {
    ...{ ask: 'between', calendar: 'lordHowe', from: '2027-10-03T00:00+10:30', to: '2027-10-04T00:00+11:00', expected: 23 * 60 + 30 },
    how: 'Lord Howe moves its clocks by half an hour: 23.5 hours.',
  },
  {
    ...{ ask: 'add', calendar: 'stJohns', from: '2027-03-12T16:30-03:30', duration: 'PT1H', expected: '2027-03-15T09:30-02:30' },
    how: 'Friday 30 min; clocks go forward on Sunday 14 March; Monday 09:00 + 30 min at UTC-2:30.',
  },
  {
    ...{ ask: 'add', calendar: 'shifts', from: '2027-02-01T21:00+01:00', duration: 'PT2H', expected: '2027-02-01T23:00+01:00' },
    how: 'The late shift ends as the night shift begins: nothing is lost at 22:00.',
  },
  {
    ...{ ask: 'add', calendar: 'gap', from: '2027-03-27T12:00+01:00', duration: 'PT1H', expected: '2027-03-28T04:00+02:00' },
    how: 'The shift would begin at 02:15, which is left out: it begins with the change, at 03:00, and has one hour until 04:00.',
  },
  {
    ...{ ask: 'add', calendar: 'office', from: '2099-12-31T16:00+01:00', duration: 'PT2H', expected: '2100-01-01T10:00+01:00' },
    how: '31 December 2099 is a Thursday and no holiday of this calendar: 1 h, then Friday 09:00 + 1 h.',
  },
];
