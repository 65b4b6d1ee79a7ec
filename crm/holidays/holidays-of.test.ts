import { describe, expect, it } from 'vitest';
import { holidaysOf } from './holidays-of.ts';

// Written by hand from the laws: Poland's act on days off (24 December since 2025), Bavaria's Epiphany, substitute days of England.
describe('days off by law', () => {
  it.each([
    ['PL', undefined, 2027, '2027-01-06', true],
    ['PL', undefined, 2027, '2027-05-03', true],
    ['PL', undefined, 2027, '2027-03-29', true],
    ['PL', undefined, 2027, '2027-05-27', true],
    ['PL', undefined, 2027, '2027-12-24', true],
    ['PL', undefined, 2027, '2027-05-02', false],
    ['de', 'by', 2027, '2027-01-06', true],
    ['DE', 'BE', 2027, '2027-01-06', false],
    ['DE', 'BE', 2027, '2027-03-08', true],
    ['GB', 'ENG', 2027, '2027-12-27', true],
    ['RU', undefined, 2027, '2027-02-23', true],
    ['RU', undefined, 2027, '2027-01-08', true],
    ['US', undefined, 2027, '2027-11-25', true],
  ])('%s %s %d: %s %s', (country, region, year, date, off) => {
    expect(holidaysOf(country, region, year, year)?.some((day) => day.date === date)).toBe(off);
  });

  it('over several years, each day once, by date', () => {
    const days = holidaysOf('PL', undefined, 2026, 2028) ?? [];
    const dates = days.map((day) => day.date);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(new Set(dates.map((date) => date.slice(0, 4)))).toEqual(new Set(['2026', '2027', '2028']));
    expect(days.find((day) => day.date === '2027-11-11')?.name).toBeTruthy();
  });

  it.each([
    ['XX', undefined],
    ['PL', 'ZZ'],
    ['', undefined],
    ['__proto__', undefined],
  ])('knows no %s %s', (country, region) => {
    expect(holidaysOf(country, region, 2027, 2027)).toBeNull();
  });
});
