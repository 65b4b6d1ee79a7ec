import { describe, expect, test } from 'vitest';
import type { Json } from '../../engine/contract/index.ts';
import { evaluate } from '../../engine/expression/index.ts';

const env = { now: Date.UTC(2026, 9, 24, 7), zone: 'Europe/Warsaw' };

function result(text: string): { value: Json; warned: string } {
  const found = evaluate(text, {}, env);
  if (!found.ok) throw new Error(found.message);
  return { value: found.value, warned: (found.warnings ?? []).map(({ message }) => message).join(' ') };
}

describe('P20: a date moved by hours is the day its midnight falls on', () => {
  test.each([
    ['date("2021-01-02") - duration("PT1H")', '2021-01-01'],
    ['date("2021-01-02") - duration("PT0.5S")', '2021-01-01'],
    ['date("2021-01-02") + duration("PT23H59M")', '2021-01-02'],
    ['date("2021-01-02") + duration("PT24H")', '2021-01-03'],
    ['date("2020-03-01") - duration("PT1H")', '2020-02-29'],
    ['date("2021-03-01") - duration("PT25H")', '2021-02-27'],
    ['date("2021-01-31") + duration("P1M")', '2021-02-28'],
  ])('%s is %s', (text, value) => {
    expect(result(text)).toEqual({ value, warned: '' });
  });
});

describe('P20: times with and without a zone do not mix', () => {
  test.each([
    'date and time("2021-01-02T00:00:00Z") - date and time("2021-01-01T00:00:00")',
    'date and time("2021-01-02T00:00:00") - date and time("2021-01-01T00:00:00+01:00")',
    'date and time("2021-01-02T00:00:00@Europe/Paris") - date and time("2021-01-01T00:00:00")',
    'time("10:00:00Z") - time("09:00:00")',
  ])('%s is null, with a warning', (text) => {
    expect(result(text)).toEqual({ value: null, warned: expect.stringContaining('Cannot subtract') });
  });

  test.each([
    ['date and time("2023-03-06T16:23:00+01:00") = date and time("2023-03-06T17:23:00+02:00")', true],
    ['date and time("2023-03-06T16:23:00+01:00") = date and time("2023-03-06T15:23:00Z")', true],
    ['date and time("2023-03-06T16:23:00@Europe/Warsaw") = date and time("2023-03-06T15:23:00Z")', true],
    ['date and time("2023-07-06T16:23:00@Europe/Warsaw") = date and time("2023-07-06T14:23:00Z")', true],
    ['date and time("2023-03-06T16:23:00+01:00") = date and time("2023-03-06T16:23:00+02:00")', false],
    ['date and time("2023-03-06T16:23:00+01:00") < date and time("2023-03-06T15:23:01Z")', true],
    ['date and time("2023-03-06T16:23:00+01:00") - date and time("2023-03-06T17:23:00+02:00")', 'PT0S'],
  ])('%s is %j', (text, value) => {
    expect(result(text)).toEqual({ value, warned: '' });
  });
});

describe('P20: a day that does not exist is null, with a warning', () => {
  test.each(['date("2023-02-29")', 'date(2023, 2, 29)', 'date and time("2023-02-29T10:00:00")', 'date("2023-13-01")', '@"2100-02-29"'])(
    '%s',
    (text) => {
      expect(result(text)).toEqual({ value: null, warned: expect.stringMatching(/no (such )?(day|date)/) });
    },
  );
  test('and one that does is a date', () => {
    expect(result('date("2024-02-29")')).toEqual({ value: '2024-02-29', warned: '' });
    expect(result('date("2000-02-29")')).toEqual({ value: '2000-02-29', warned: '' });
  });
});

describe('P20: clocks that change', () => {
  test.each([
    // 25 October 2026, 03:00 becomes 02:00 in Warsaw: that day has 25 hours.
    ['now() + duration("P1D")', '2026-10-25T09:00:00+01:00'],
    ['now() + duration("PT24H")', '2026-10-25T08:00:00+01:00'],
    ['date and time("2026-03-28T09:00:00@Europe/Warsaw") + duration("PT24H")', '2026-03-29T10:00:00+02:00'],
    ['date and time("2026-10-25T00:00:00@Europe/Warsaw") + duration("PT3H")', '2026-10-25T02:00:00+01:00'],
    ['date and time("2026-10-26T00:00:00@Europe/Warsaw") - date and time("2026-10-25T00:00:00@Europe/Warsaw")', 'P1DT1H'],
  ])('%s is %s', (text, value) => {
    expect(result(text).value).toBe(value);
  });
});
