import { expect, test } from 'vitest';
import { durationText, spanText } from './span-text.ts';

test.each([
  ['PT4H', '4 hours', '4 часа', '4 godziny'],
  ['PT1H30M', '1 hour, 30 minutes', '1 час, 30 минут', '1 godzina, 30 minut'],
  ['P1D', '1 day', '1 день', '1 dzień'],
  ['P5D', '5 days', '5 дней', '5 dni'],
  ['P2W', '2 weeks', '2 недели', '2 tygodnie'],
  ['PT0S', 'PT0S', 'PT0S', 'PT0S'],
  ['2026-11-25T10:00:00Z', '2026-11-25T10:00:00Z', '2026-11-25T10:00:00Z', '2026-11-25T10:00:00Z'],
])('%s', (iso, en, ru, pl) => expect([durationText(iso, 'en'), durationText(iso, 'ru'), durationText(iso, 'pl')]).toEqual([en, ru, pl]));

test.each([
  [1000, '1 min'],
  [59 * 60_000, '59 min'],
  [59.6 * 60_000, '1 hr'],
  [60 * 60_000, '1 hr'],
  [47 * 3_600_000, '47 hr'],
  [47.9 * 3_600_000, '2 days'],
  [48 * 3_600_000, '2 days'],
])('%i ms', (ms, text) => expect(spanText(ms, 'en')).toBe(text));
