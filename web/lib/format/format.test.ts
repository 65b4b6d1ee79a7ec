import { describe, expect, test } from 'vitest';
import { dayMonth, daysApart, instantOf, moment, shortMoment, wallOf } from './dates.ts';
import { bytes, money, number, phone } from './numbers.ts';
import { parseNumber } from './parse-number.ts';
import { durationMs } from './readable.ts';
import { zoneCity } from './zone-city.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const now = Date.parse('2025-11-25T08:50:00Z');
const at = (iso: string) => Date.parse(iso);

describe('moments', () => {
  test.each([
    ['en', 'Wed 26 Nov, 10:00'],
    ['ru', 'ср 26 нояб., 10:00'],
    ['pl', 'śr. 26 lis, 10:00'],
  ] as const)('%s', (locale, expected) => expect(plain(moment(at('2025-11-26T09:00:00Z'), locale, 'Europe/Warsaw', now))).toBe(expected));

  test.each([
    ['2025-11-25T12:20:00Z', '13:20'],
    ['2025-11-26T08:30:00Z', 'Wed 09:30'],
    ['2025-10-14T08:30:00Z', '14 Oct'],
    ['2024-10-14T08:30:00Z', '14 Oct 2024'],
    ['2025-11-24T16:29:00Z', 'Mon 17:29'],
  ])('the shortest that is clear: %s', (iso, expected) => expect(shortMoment(at(iso), 'en', 'Europe/Warsaw', now)).toBe(expected));

  test('days are compared as calendar days of the zone', () => {
    expect(daysApart(at('2025-11-25T23:30:00Z'), now, 'Europe/Warsaw')).toBe(1);
    expect(daysApart(at('2025-11-25T23:30:00Z'), now, 'UTC')).toBe(0);
    expect(dayMonth(at('2025-11-25T23:30:00Z'), 'en', 'Europe/Warsaw', now)).toBe('26 Nov');
  });

  test.each([
    ['America/Argentina/Buenos_Aires', 'pl', 'Buenos Aires'],
    ['Europe/Warsaw', 'ru', 'Варшава'],
    ['Europe/Warsaw', 'en', 'Warsaw'],
  ] as const)('city of %s in %s', (zone, locale, expected) => expect(zoneCity(zone, locale)).toBe(expected));

  test.each([
    ['PT4H', 4 * 3_600_000],
    ['P1DT2H30M', 26.5 * 3_600_000],
    ['P', null],
    ['PT', null],
    ['Paris', null],
  ])('duration %s', (text, expected) => expect(durationMs(text)).toBe(expected));
});

describe('wall clock and instant', () => {
  test.each(['Europe/Warsaw', 'Asia/Yekaterinburg', 'America/New_York', 'Asia/Kolkata', 'UTC', 'Pacific/Chatham'])(
    'there and back in %s',
    (zone) => {
      for (let hour = 0; hour < 24 * 370; hour += 7) {
        const instant = now + hour * 3_600_000;
        const back = instantOf(wallOf(instant, zone), zone);
        // The doubled hour in autumn reads as the first of both.
        expect([0, 3_600_000, 1_800_000]).toContain(instant - back);
      }
    },
  );

  test('in the gap of spring the clock has moved on; in the overlap of autumn it is the first', () => {
    const wall = { year: 2026, month: 3, day: 29, hour: 2, minute: 30 };
    expect(new Date(instantOf(wall, 'Europe/Warsaw')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(instantOf({ year: 2025, month: 10, day: 26, hour: 2, minute: 30 }, 'Europe/Warsaw')).toISOString()).toBe(
      '2025-10-26T00:30:00.000Z',
    );
  });
});

describe('numbers', () => {
  test.each([
    ['en', '12,400'],
    ['ru', '12 400'],
    ['pl', '12 400'],
  ] as const)('%s groups', (locale, expected) => expect(plain(number(12_400, locale))).toBe(expected));

  test('Polish groups four digits too, so that columns line up', () => expect(plain(number(1600, 'pl'))).toBe('1 600'));
  test('whole amounts have no decimals', () => {
    expect(plain(money(12_400, 'pl', 'PLN'))).toBe('12 400 zł');
    expect(plain(money(12_400.5, 'pl', 'PLN'))).toBe('12 400,50 zł');
  });
  test.each([
    [184_000, '184 kB'],
    [2_450_000, '2.5 MB'],
    [900, '900 byte'],
  ])('%i bytes', (size, expected) => expect(bytes(size, 'en')).toBe(expected));

  test.each([
    ['20 000', 20_000],
    ['20\u00a0000', 20_000],
    ['1,5', 1.5],
    ['1.5', 1.5],
    ['12,400.50', 12_400.5],
    ['12.400,50', 12_400.5],
    ['1 234 567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['-3', -3],
    ['0', 0],
    ['', null],
    ['12 pcs', null],
    ['1-2', null],
    ['NaN', null],
    ['1e5', null],
  ])('reads %j', (text, expected) => expect(parseNumber(text)).toBe(expected));
});

test.each([
  ['+48601000112', '+48 601 000 112'],
  ['+79120000117', '+7 912 000 01 17'],
  ['601 000 112', '601 000 112'],
  ['ext. 12', 'ext. 12'],
  ['+15551234567', '+1 555 123 45 67'],
])('phone %s', (stored, shown) => expect(phone(stored)).toBe(shown));
