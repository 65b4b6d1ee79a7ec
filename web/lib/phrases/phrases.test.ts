import { describe, expect, test } from 'vitest';
import { moment, wallOf } from '../format/dates.ts';
import { english, polish, russian } from './phrases.fixture.ts';
import { type PhraseReading, readPhrase } from './read-phrase.ts';

/** Tuesday 25 November 2025, 09:50 in Warsaw. */
const reference = { now: Date.parse('2025-11-25T08:50:00Z'), zone: 'Europe/Warsaw' };

function shown(reading: PhraseReading): string {
  if ('problem' in reading) return reading.problem;
  const { year, month, day, hour, minute } = wallOf(reading.at, reference.zone);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

describe.each([
  ['en', english],
  ['ru', russian],
  ['pl', polish],
] as const)('call-back in %s', (locale, phrases) => {
  test('the table is long enough to mean something', () => expect(phrases.length).toBeGreaterThanOrEqual(60));

  test.each(phrases)('%s', (phrase, expected) => {
    expect(shown(readPhrase(phrase, locale, reference))).toBe(expected);
  });

  test('what is echoed is understood again', () => {
    for (const [phrase] of phrases) {
      const reading = readPhrase(phrase, locale, reference);
      if ('problem' in reading) continue;
      const echo = moment(reading.at, locale, reference.zone, reference.now);
      expect(`${echo}: ${shown(readPhrase(echo, locale, reference))}`).toBe(`${echo}: ${shown(reading)}`);
    }
  });

  test('never in the past, at any hour of any day', () => {
    for (let hour = 0; hour < 24 * 8; hour += 17) {
      const now = reference.now + hour * 3_600_000;
      for (const [phrase] of phrases) {
        const reading = readPhrase(phrase, locale, { now, zone: reference.zone });
        if ('at' in reading) expect(reading.at, `${phrase} at ${new Date(now).toISOString()}`).toBeGreaterThan(now);
      }
    }
  });
});

test('the zone is the speaker’s, not the machine’s', () => {
  const reading = readPhrase('завтра в 10', 'ru', { now: reference.now, zone: 'Asia/Yekaterinburg' });
  expect(reading).toEqual({ at: Date.parse('2025-11-26T05:00:00Z') });
});

test('over the change to summer time the wall clock counts', () => {
  const now = Date.parse('2026-03-27T09:00:00Z');
  expect(readPhrase('on Monday at 10', 'en', { now, zone: 'Europe/Warsaw' })).toEqual({ at: Date.parse('2026-03-30T08:00:00Z') });
});
