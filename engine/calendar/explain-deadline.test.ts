import { expect, it } from 'vitest';
import { explainDeadline } from './explain-deadline.ts';
import { at, calendars, shown } from './fixtures/calendars.ts';

const office = (local: string) => at('office', local);
const told = (intervals: { from: number; to?: number }[]) =>
  intervals.map(({ from, to }) => `${shown('office', from)} - ${to === undefined ? '' : shown('office', to)}`);

it('tells start, intervals used and due', () => {
  const deadline = explainDeadline(calendars.office, office('2027-02-05 16:00'), 'PT4H');
  expect(shown('office', deadline.due as number)).toBe('Mon 2027-02-08 12:00');
  expect(deadline).toMatchObject({
    start: office('2027-02-05 16:00'),
    calendar: { name: 'office', version: 1, zone: 'Europe/Warsaw' },
    totalMs: 4 * 3_600_000,
    pauses: [],
  });
  expect(told(deadline.used)).toEqual(['Fri 2027-02-05 16:00 - Fri 2027-02-05 17:00', 'Mon 2027-02-08 09:00 - Mon 2027-02-08 12:00']);
});

it('P42: a pause over a weekend counts once', () => {
  const pause = { from: office('2027-02-05 10:00'), to: office('2027-02-08 12:00') };
  const deadline = explainDeadline(calendars.office, office('2027-02-04 15:00'), 'PT8H', [pause]);
  expect(shown('office', deadline.due as number)).toBe('Mon 2027-02-08 17:00');
  expect(deadline.pauses).toEqual([{ ...pause, usedMs: 3 * 3_600_000, leftMs: 5 * 3_600_000 }]);
  expect(told(deadline.used)).toEqual([
    'Thu 2027-02-04 15:00 - Thu 2027-02-04 17:00',
    'Fri 2027-02-05 09:00 - Fri 2027-02-05 10:00',
    'Mon 2027-02-08 12:00 - Mon 2027-02-08 17:00',
  ]);
});

it('several pauses, one after the deadline, one that lasts', () => {
  const start = office('2027-02-01 09:00');
  const first = { from: office('2027-02-01 10:00'), to: office('2027-02-01 11:00') };
  const second = { from: office('2027-02-01 12:00'), to: office('2027-02-01 13:00') };
  const late = { from: office('2027-02-03 09:00'), to: office('2027-02-03 10:00') };
  expect(shown('office', explainDeadline(calendars.office, start, 'PT4H', [first, second, late]).due as number)).toBe(
    'Mon 2027-02-01 15:00',
  );
  const standing = explainDeadline(calendars.office, start, 'PT4H', [{ from: first.from }]);
  expect(standing.due).toBeNull();
  expect(standing.pauses[0]).toMatchObject({ usedMs: 3_600_000, leftMs: 3 * 3_600_000 });
});

it('a pause outside working time costs nothing', () => {
  const pause = { from: office('2027-02-05 18:00'), to: office('2027-02-08 08:00') };
  const deadline = explainDeadline(calendars.office, office('2027-02-05 16:00'), 'PT4H', [pause]);
  expect(shown('office', deadline.due as number)).toBe('Mon 2027-02-08 12:00');
});

it('P43: a holiday declared later moves the deadline', () => {
  const start = office('2027-02-08 16:00');
  expect(shown('office', explainDeadline(calendars.office, start, 'PT4H').due as number)).toBe('Tue 2027-02-09 12:00');
  expect(shown('office', explainDeadline(calendars.february, start, 'PT4H').due as number)).toBe('Wed 2027-02-10 12:00');
});

it('shows a hundred intervals at most, and says how many there are', () => {
  const deadline = explainDeadline(calendars.office, office('2027-02-01 09:00'), 'PT1600H');
  expect(deadline.used).toHaveLength(100);
  expect(deadline.intervals).toBe(200);
});
