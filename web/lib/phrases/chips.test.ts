import { expect, test } from 'vitest';
import { wallOf } from '../format/dates.ts';
import { chipsAt } from './chips.ts';

const zone = 'Europe/Warsaw';
const hourMs = 3_600_000;

test('no moment is offered twice, and no weekday means the week after, at any hour of two weeks', () => {
  for (let now = Date.parse('2025-11-24T00:00:00Z'), end = now + 14 * 24 * hourMs; now < end; now += hourMs / 2) {
    const chips = chipsAt(now, zone);
    const at = new Date(now).toISOString();
    const moments = chips.map((chip) => chip.at);
    expect(chips, at).toHaveLength(4);
    expect(new Set(moments).size, `${at}: ${moments}`).toBe(4);
    // Said as a weekday and an hour, a moment must be the only one of that name ahead.
    for (const chip of chips) {
      expect(chip.at, at).toBeGreaterThan(now);
      if (chip.kind === 'day' && chip.day === 'weekday') expect(chip.at - now, at).toBeLessThan(7 * 24 * hourMs);
    }
    const days = chips.filter((chip) => chip.kind === 'day').map((chip) => wallOf(chip.at, zone).day);
    expect(new Set(days).size, at).toBe(days.length);
  }
});

test('on a Thursday Friday is tomorrow, and stands there once', () => {
  const chips = chipsAt(Date.parse('2025-11-27T08:00:00Z'), zone);
  expect(chips.map((chip) => wallOf(chip.at, zone).day)).toEqual([27, 27, 28, 1]);
});
