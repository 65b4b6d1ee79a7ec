import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  addWorkingTime,
  explainDeadline,
  isWorkingTime,
  nextOpening,
  subtractWorkingTime,
  workingTimeBetween,
} from '../../engine/calendar/index.ts';
import { calendarOf, instant, shown, walked } from './answer.ts';
import { byHand } from './by-hand.ts';
import { questions } from './questions.ts';
import { byWalker, type Row } from './rows.ts';

const table = JSON.parse(readFileSync(new URL('table.json', import.meta.url), 'utf8')) as Row[];
const rows = [...byHand, ...table];

/** The engine's answer, from nothing but the row and its calendar. */
function answered({ ask, calendar: name, from, to, duration = 'PT0S', pauses = [] }: Row): Row['expected'] {
  const calendar = { name, version: 1, ...calendarOf(name) };
  const at = instant(from);
  switch (ask) {
    case 'add':
    case 'days':
      return shown(addWorkingTime(calendar, at, duration), calendar.zone);
    case 'back':
      return shown(subtractWorkingTime(calendar, at, duration), calendar.zone);
    case 'opening':
      return shown(nextOpening(calendar, at), calendar.zone);
    case 'between':
      return workingTimeBetween(calendar, at, instant(to as string)) / 60_000;
    case 'works':
      return isWorkingTime(calendar, at);
    case 'pauses': {
      const spans = pauses.map(([begin, end]) => ({ from: instant(begin), to: instant(end) }));
      return shown(explainDeadline(calendar, at, duration, spans).due as number, calendar.zone);
    }
  }
}

const told = (row: Row) => [row.calendar, row.ask, row.from, row.to ?? row.duration ?? '', JSON.stringify(row.pauses ?? '')].join(' ');

describe('working time', () => {
  it('the table has at least 200 rows, no question twice, each with its source', () => {
    expect(new Set(rows.map(told)).size).toBeGreaterThanOrEqual(200);
    expect(new Set(table.map(told)).size).toBe(table.length);
    expect(table.every((row) => row.how === byWalker)).toBe(true);
    expect(byHand.every((row) => row.how.length > 20)).toBe(true);
    expect(table.map(({ expected: _, how: __, ...question }) => question)).toEqual(questions);
  });

  it.each(rows.map((row) => [told(row), row] as const))('%s', (_, row) => {
    expect(answered(row)).toBe(row.expected);
  });
});

describe('the second opinion', () => {
  it('what was worked out by hand is what the walker finds', () => {
    for (const row of byHand) expect([told(row), walked(row)]).toEqual([told(row), row.expected]);
  });

  it('what is stored is what the walker finds', () => {
    for (const row of table) expect([told(row), walked(row)]).toEqual([told(row), row.expected]);
  });
});
