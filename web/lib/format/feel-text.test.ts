import { describe, expect, test } from 'vitest';
import { feelText } from './feel-text.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ') ?? null;

describe('what FEEL wrote, in words', () => {
  test.each([
    ['2026-12-24', 'en', '24 Dec'],
    ['2027-01-05', 'pl', '5 sty 2027'],
    ['2026-12-24', 'ru', '24 дек.'],
    ['2026-11-26T10:30:00Z', 'en', 'Thu 26 Nov, 11:30'],
    ['2026-11-26T10:30:00.123+01:00', 'en', 'Thu 26 Nov, 10:30'],
    ['2026-11-26T10:30:00', 'en', 'Thu 26 Nov, 10:30'],
    ['09:05:00', 'pl', '09:05'],
    ['P2D', 'ru', '2 дня'],
    ['P1DT4H', 'en', '1 day, 4 hours'],
    ['P1Y2M', 'pl', '1 rok i 2 miesiące'],
    ['-PT90S', 'en', '−90 seconds'],
    ['PT0S', 'en', '0 days'],
    ['Acme', 'en', null],
    ['P', 'en', null],
    ['007', 'en', null],
    ['2026-99-99', 'en', null],
  ] as const)('%s %s', (text, locale, said) => {
    expect(plain(feelText(text, { locale, zone: 'Europe/Warsaw', now }))).toBe(said);
  });
});
