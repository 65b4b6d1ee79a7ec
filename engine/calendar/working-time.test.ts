import { describe, expect, it } from 'vitest';
import { at, type CalendarName, calendars, shown } from './fixtures/calendars.ts';
import { addWorkingTime, isWorkingTime, NoWorkingTime, nextOpening, subtractWorkingTime, workingTimeBetween } from './working-time.ts';

type Row = [calendar: CalendarName, from: string, duration: string, due: string];

/** Worked out by hand, on paper, from the calendars' texts. 1 February 2027 is a Monday. */
const hours: Row[] = [
  ['office', '2027-02-01 09:00', 'PT8H', 'Mon 2027-02-01 17:00'],
  ['office', '2027-02-01 09:00', 'PT8H1M', 'Tue 2027-02-02 09:01'],
  ['office', '2027-02-01 16:00', 'PT1H', 'Mon 2027-02-01 17:00'],
  ['office', '2027-02-01 16:00', 'PT2H', 'Tue 2027-02-02 10:00'],
  ['office', '2027-02-01 08:00', 'PT1H', 'Mon 2027-02-01 10:00'],
  ['office', '2027-02-01 17:00', 'PT1H', 'Tue 2027-02-02 10:00'],
  ['office', '2027-02-01 20:00', 'PT1H', 'Tue 2027-02-02 10:00'],
  ['office', '2027-02-05 16:30', 'PT1H', 'Mon 2027-02-08 09:30'],
  ['office', '2027-02-06 12:00', 'PT1H', 'Mon 2027-02-08 10:00'],
  ['office', '2027-02-07 23:59', 'PT30M', 'Mon 2027-02-08 09:30'],
  ['office', '2027-02-01 09:00', 'PT40H', 'Fri 2027-02-05 17:00'],
  ['office', '2027-02-01 09:00', 'PT41H', 'Mon 2027-02-08 10:00'],
  ['office', '2027-02-01 09:00', 'PT80H', 'Fri 2027-02-12 17:00'],
  ['office', '2027-02-01 12:34', 'PT0S', 'Mon 2027-02-01 12:34'],
  ['office', '2027-02-06 12:00', 'PT0S', 'Sat 2027-02-06 12:00'],
  ['office', '2027-02-04 15:00', 'PT8H', 'Fri 2027-02-05 15:00'],
  ['office', '2027-02-01 09:00:30', 'PT45S', 'Mon 2027-02-01 09:01:15'],
  ['office', '2027-02-08 16:00', 'PT4H', 'Tue 2027-02-09 12:00'],
  ['long', '2027-02-01 17:00', 'PT4H', 'Tue 2027-02-02 11:00'],
  ['long', '2027-02-01 17:00', 'PT1H30M', 'Tue 2027-02-02 08:30'],
  ['split', '2027-02-01 12:00', 'PT2H', 'Mon 2027-02-01 15:00'],
  ['split', '2027-02-01 13:30', 'PT1H', 'Mon 2027-02-01 15:00'],
  ['split', '2027-02-01 09:00', 'PT4H', 'Mon 2027-02-01 13:00'],
  ['split', '2027-02-01 09:00', 'PT4H1M', 'Mon 2027-02-01 14:01'],
  ['split', '2027-02-01 13:00', 'PT1H', 'Mon 2027-02-01 15:00'],
  ['split', '2027-02-01 17:30', 'PT1H', 'Tue 2027-02-02 09:30'],
  ['february', '2027-02-08 16:00', 'PT4H', 'Wed 2027-02-10 12:00'],
  ['february', '2027-02-11 16:00', 'PT2H', 'Fri 2027-02-12 10:00'],
  ['february', '2027-02-11 16:00', 'PT6H', 'Sat 2027-02-13 11:00'],
  ['february', '2027-02-12 13:00', 'PT1H', 'Sat 2027-02-13 11:00'],
  ['february', '2027-02-13 13:00', 'PT2H', 'Mon 2027-02-15 10:00'],
  ['february', '2027-02-09 10:00', 'PT1H', 'Wed 2027-02-10 10:00'],
  ['night', '2027-02-05 23:00', 'PT10H', 'Tue 2027-02-09 01:00'],
  ['night', '2027-02-01 22:00', 'PT8H', 'Tue 2027-02-02 06:00'],
  ['night', '2027-02-01 12:00', 'PT1H', 'Mon 2027-02-01 23:00'],
  ['night', '2027-02-02 05:00', 'PT2H', 'Tue 2027-02-02 23:00'],
  ['night', '2027-02-06 05:00', 'PT2H', 'Mon 2027-02-08 23:00'],
  ['night', '2027-02-01 00:30', 'PT1H', 'Mon 2027-02-01 23:00'],
  ['nightHoliday', '2027-02-03 05:00', 'PT2H', 'Thu 2027-02-04 23:00'],
  ['nightHoliday', '2027-02-02 22:00', 'PT8H', 'Wed 2027-02-03 06:00'],
  ['overlapping', '2027-02-01 08:00', 'PT6H', 'Mon 2027-02-01 14:00'],
  ['overlapping', '2027-02-01 11:30', 'PT3H', 'Tue 2027-02-02 08:30'],
  ['siberia', '2027-02-01 16:30', 'PT1H', 'Tue 2027-02-02 09:30'],
];

/** Clocks go forward on 28 March 2027 at 02:00, back on 25 October 2026 and 31 October 2027 at 03:00. */
const clockChanges: Row[] = [
  ['always', '2027-03-27 12:00', 'PT24H', 'Sun 2027-03-28 13:00'],
  ['always', '2027-10-30 12:00', 'PT24H', 'Sun 2027-10-31 11:00'],
  ['always', '2027-03-27 12:00', 'P1D', 'Sun 2027-03-28 12:00'],
  ['always', '2027-10-30 12:00', 'P1D', 'Sun 2027-10-31 12:00'],
  ['saturdayNight', '2027-03-27 22:00', 'PT7H', 'Sun 2027-03-28 06:00'],
  ['saturdayNight', '2027-03-27 22:00', 'PT8H', 'Sat 2027-04-03 23:00'],
  ['saturdayNight', '2027-10-30 22:00', 'PT9H', 'Sun 2027-10-31 06:00'],
  ['saturdayNight', '2026-10-24 22:00', 'PT8H', 'Sun 2026-10-25 05:00'],
  ['smallHours', '2027-03-28 00:00', 'PT30M', 'Sun 2027-03-28 03:30'],
  ['smallHours', '2027-03-28 00:00', 'PT31M', 'Mon 2027-03-29 02:16'],
  ['smallHours', '2027-10-31 00:00', 'PT2H15M', 'Sun 2027-10-31 03:30'],
  ['office', '2027-03-26 16:00', 'PT2H', 'Mon 2027-03-29 10:00'],
  ['office', '2026-10-23 16:00', 'PT2H', 'Mon 2026-10-26 10:00'],
];

const days: Row[] = [
  ['office', '2027-02-01 10:30', 'P1D', 'Tue 2027-02-02 10:30'],
  ['office', '2027-02-05 15:00', 'P1D', 'Mon 2027-02-08 15:00'],
  ['office', '2027-02-06 12:00', 'P1D', 'Tue 2027-02-09 09:00'],
  ['office', '2027-02-01 20:00', 'P1D', 'Wed 2027-02-03 09:00'],
  ['office', '2027-02-01 17:00', 'P1D', 'Tue 2027-02-02 17:00'],
  ['office', '2027-02-01 09:00', 'P5D', 'Mon 2027-02-08 09:00'],
  ['february', '2027-02-08 11:00', 'P1D', 'Wed 2027-02-10 11:00'],
  ['february', '2027-02-11 16:00', 'P1D', 'Fri 2027-02-12 13:00'],
  ['february', '2027-02-12 09:30', 'P1D', 'Sat 2027-02-13 10:00'],
  ['february', '2027-02-12 12:00', 'P1D', 'Sat 2027-02-13 12:00'],
  ['february', '2027-02-13 10:30', 'P1D', 'Mon 2027-02-15 10:30'],
  ['split', '2027-02-01 13:30', 'P1D', 'Tue 2027-02-02 14:00'],
  ['night', '2027-02-01 23:00', 'P1D', 'Tue 2027-02-02 23:00'],
  ['night', '2027-02-02 01:00', 'P1D', 'Wed 2027-02-03 01:00'],
  ['night', '2027-02-06 01:00', 'P1D', 'Tue 2027-02-09 01:00'],
  ['office', '2027-02-01 16:00', 'P1DT2H', 'Wed 2027-02-03 10:00'],
  ['office', '2027-02-01 10:00', 'P1W', 'Mon 2027-02-08 10:00'],
  ['february', '2027-02-02 10:00', 'P1W', 'Wed 2027-02-10 09:00'],
  ['office', '2027-02-01 10:00', 'P1M', 'Mon 2027-03-01 10:00'],
  ['office', '2027-01-29 10:00', 'P1M', 'Mon 2027-03-01 09:00'],
  ['office', '2027-02-01 10:00', 'P1Y', 'Tue 2028-02-01 10:00'],
];

const back: Row[] = [
  ['long', '2027-02-02 11:00', 'PT1H', 'Tue 2027-02-02 10:00'],
  ['long', '2027-02-02 08:30', 'PT1H', 'Mon 2027-02-01 17:30'],
  ['office', '2027-02-08 10:00', 'PT2H', 'Fri 2027-02-05 16:00'],
  ['office', '2027-02-08 09:00', 'PT1H', 'Fri 2027-02-05 16:00'],
  ['office', '2027-02-06 12:00', 'PT1H', 'Fri 2027-02-05 16:00'],
  ['office', '2027-02-01 17:00', 'PT8H', 'Mon 2027-02-01 09:00'],
  ['office', '2027-02-08 10:00', 'P1D', 'Fri 2027-02-05 10:00'],
  ['office', '2027-02-07 10:00', 'P1D', 'Thu 2027-02-04 17:00'],
  ['february', '2027-02-10 11:00', 'P1D', 'Mon 2027-02-08 11:00'],
  ['night', '2027-02-09 01:00', 'PT10H', 'Fri 2027-02-05 23:00'],
  ['saturdayNight', '2027-03-28 06:00', 'PT7H', 'Sat 2027-03-27 22:00'],
];

describe('addWorkingTime', () => {
  it.each([...hours, ...clockChanges, ...days])('%s: %s + %s is %s', (name, from, duration, due) => {
    expect(shown(name, addWorkingTime(calendars[name], at(name, from), duration))).toBe(due);
  });

  it('a negative duration goes back', () => {
    expect(shown('office', addWorkingTime(calendars.office, at('office', '2027-02-01 09:00'), '-PT1H'))).toBe('Fri 2027-01-29 16:00');
  });

  it('a calendar without working time says so', () => {
    const empty = { ...calendars.office, week: {} };
    expect(() => addWorkingTime(empty, 0, 'PT1H')).toThrow(NoWorkingTime);
    expect(() => addWorkingTime(empty, 0, 'P1D')).toThrow(NoWorkingTime);
  });
});

describe('subtractWorkingTime', () => {
  it.each(back)('%s: %s - %s is %s', (name, from, duration, due) => {
    expect(shown(name, subtractWorkingTime(calendars[name], at(name, from), duration))).toBe(due);
  });
});

describe('workingTimeBetween', () => {
  it.each<[CalendarName, string, string, number]>([
    ['office', '2027-02-01 10:00', '2027-02-01 12:00', 2],
    ['office', '2027-02-05 16:00', '2027-02-08 10:00', 2],
    ['office', '2027-02-06 00:00', '2027-02-08 00:00', 0],
    ['office', '2027-02-04 15:00', '2027-02-05 10:00', 3],
    ['office', '2027-02-08 10:00', '2027-02-05 16:00', -2],
    ['office', '2027-02-01 00:00', '2027-03-01 00:00', 160],
    ['february', '2027-02-09 00:00', '2027-02-10 00:00', 0],
    ['february', '2027-02-08 00:00', '2027-02-15 00:00', 32],
    ['night', '2027-02-05 23:00', '2027-02-09 01:00', 10],
    ['always', '2027-03-28 00:00', '2027-03-29 00:00', 23],
    ['always', '2027-10-31 00:00', '2027-11-01 00:00', 25],
  ])('%s: %s to %s has %d h', (name, from, to, expected) => {
    expect(workingTimeBetween(calendars[name], at(name, from), at(name, to)) / 3_600_000).toBe(expected);
  });
});

describe('isWorkingTime', () => {
  it.each<[CalendarName, string, boolean]>([
    ['night', '2027-02-06 00:30', true],
    ['night', '2027-02-08 00:30', false],
    ['night', '2027-02-06 06:00', false],
    ['office', '2027-02-01 09:00', true],
    ['office', '2027-02-01 17:00', false],
    ['february', '2027-02-09 10:00', false],
    ['february', '2027-02-13 10:00', true],
    ['nightHoliday', '2027-02-03 05:59', true],
    ['nightHoliday', '2027-02-03 23:00', false],
    ['nightHoliday', '2027-02-04 05:00', false],
  ])('%s at %s: %s', (name, t, expected) => {
    expect(isWorkingTime(calendars[name], at(name, t))).toBe(expected);
  });
});

describe('nextOpening', () => {
  it.each<[CalendarName, string, string]>([
    ['office', '2027-02-01 10:00', 'Mon 2027-02-01 10:00'],
    ['office', '2027-02-01 17:00', 'Tue 2027-02-02 09:00'],
    ['office', '2027-02-05 18:00', 'Mon 2027-02-08 09:00'],
    ['february', '2027-02-08 17:00', 'Wed 2027-02-10 09:00'],
    ['night', '2027-02-06 06:00', 'Mon 2027-02-08 22:00'],
    ['always', '2027-03-28 01:59', 'Sun 2027-03-28 01:59'],
  ])('%s after %s: %s', (name, t, expected) => {
    expect(shown(name, nextOpening(calendars[name], at(name, t)))).toBe(expected);
  });
});

it('is fast enough for every task of a company', () => {
  const from = at('february', '2027-02-04 15:00');
  const begun = performance.now();
  for (let i = 0; i < 50_000; i++) addWorkingTime(calendars.february, from + i * 60_000, 'PT20H');
  const perSecond = 50_000_000 / (performance.now() - begun);
  console.log(`addWorkingTime: ${perSecond.toFixed(0)}/s`);
  expect(perSecond).toBeGreaterThan(20_000);
});
