import { expect, test } from 'vitest';
import type { CalendarDefinition } from '../contract/index.ts';
import { cycleFiringAt, parseCycle } from './cycle.ts';

const mondays: CalendarDefinition = { name: 'mondays', version: 1, zone: 'Europe/Warsaw', week: { '1': [['09:00', '10:00']] }, days: {} };

/** Firings of a cron expression within an hour a week, after an instant. */
function firings(expression: string, after: string, count: number): string[] {
  const cycle = parseCycle(expression);
  const found: string[] = [];
  for (let at: number | null = Date.parse(after); cycle && found.length < count; found.push(new Date(at).toISOString())) {
    at = cycleFiringAt(cycle, 1, at, at, { calendar: mondays, zone: 'UTC' });
    if (at === null) break;
  }
  return found;
}

test.each([
  ['* * * * * *', '2027-03-01T08:59:59Z', ['2027-03-01T09:00:00.000Z', '2027-03-08T08:00:00.000Z', '2027-03-08T08:00:01.000Z']],
  ['* * * * *', '2027-03-01T08:59:00Z', ['2027-03-01T09:00:00.000Z', '2027-03-08T08:00:00.000Z', '2027-03-08T08:01:00.000Z']],
  // Over the change of the clocks; both ends of the hour count.
  ['0 */30 * * * *', '2027-03-22T08:30:00Z', ['2027-03-22T09:00:00.000Z', '2027-03-29T07:00:00.000Z', '2027-03-29T07:30:00.000Z']],
  ['0 10 * * *', '2027-03-01T10:00:00Z', ['2027-03-08T09:00:00.000Z', '2027-03-15T09:00:00.000Z']],
  ['0 3 * * *', '2027-03-01T10:00:00Z', []],
])('cron %s goes on with the next working time, however long that is off', (expression, after, expected) => {
  expect(firings(expression, after, expected.length || 1)).toEqual(expected);
});
