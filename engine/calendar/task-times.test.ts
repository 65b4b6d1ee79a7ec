import { expect, it } from 'vitest';
import { at, calendars } from './fixtures/calendars.ts';
import { taskTimes } from './task-times.ts';

const hour = 3_600_000;
const office = (local: string) => at('office', local);

// Available, claimed, done, pauses; hours queueing, handling, paused.
it.each<[string, string, string | null, string, [string, string][], number, number, number]>([
  ['over a weekend', '2027-02-05 16:00', '2027-02-08 10:00', '2027-02-08 12:00', [], 2, 2, 0],
  ['at night nobody is slow', '2027-02-05 18:00', '2027-02-08 09:00', '2027-02-08 09:30', [], 0, 0.5, 0],
  ['never claimed', '2027-02-01 09:00', null, '2027-02-01 12:00', [], 3, 0, 0],
  ['claimed before the call-back', '2027-02-02 10:00', '2027-02-01 09:00', '2027-02-02 11:00', [], 0, 1, 0],
  ['done before the call-back', '2027-02-03 10:00', '2027-02-01 09:00', '2027-02-02 11:00', [], 0, 0, 0],
  [
    'waited for the customer',
    '2027-02-04 15:00',
    '2027-02-04 16:00',
    '2027-02-08 13:00',
    [['2027-02-05 10:00', '2027-02-08 12:00']],
    1,
    3,
    10,
  ],
  [
    'waited before it was claimed too',
    '2027-02-01 09:00',
    '2027-02-01 12:00',
    '2027-02-01 15:00',
    [['2027-02-01 11:00', '2027-02-01 13:00']],
    2,
    2,
    2,
  ],
])('%s', (_, available, claimed, ended, pauses, queueing, handling, paused) => {
  const moments = {
    availableAt: office(available),
    claimedAt: claimed === null ? null : office(claimed),
    endedAt: office(ended),
    pauses: pauses.map(([from, to]) => ({ from: office(from), to: office(to) })),
  };
  expect(taskTimes(calendars.office, moments)).toEqual({
    queueingMs: queueing * hour,
    handlingMs: handling * hour,
    pausedMs: paused * hour,
  });
});

it('round the clock without a calendar', () => {
  const moments = { availableAt: 0, claimedAt: 2 * hour, endedAt: 50 * hour, pauses: [{ from: 3 * hour, to: 4 * hour }] };
  expect(taskTimes(null, moments)).toEqual({ queueingMs: 2 * hour, handlingMs: 47 * hour, pausedMs: hour });
});
