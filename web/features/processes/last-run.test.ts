import { expect, it } from 'vitest';
import { lastRun, type Moved, versionsToShow } from './last-run.ts';

const counts = { waiting: 0, done: 3, refused: 0, failed: 0, cancelled: 0 };
const moved = (id: string, over: Partial<Moved> = {}): Moved => ({
  ...{ id, kind: 'move', process: 'lead', from: 1, to: 2, status: 'done', by: null, at: '2026-03-02T08:00:00.000Z', finishedAt: null },
  ...{ counts, undone: null },
  ...over,
});
const pair = { from: 1, to: 2 };

it('the move that runs is shown, else the last that can be taken back', () => {
  const undo = { migration: 'u', status: 'done' as const, done: 3 };
  expect(lastRun([moved('b'), moved('a')], pair)).toEqual({ id: 'b', undo: false, running: false });
  expect(lastRun([moved('b', { status: 'running', counts: { ...counts, done: 0 } }), moved('a')], pair)).toMatchObject({
    id: 'b',
    running: true,
  });
  expect(lastRun([moved('u', { kind: 'undo', status: 'running' }), moved('a')], pair)).toEqual({ id: 'u', undo: true, running: true });
  expect(lastRun([moved('u', { kind: 'undo' }), moved('b', { undone: undo }), moved('a')], pair)).toMatchObject({ id: 'a' });
  expect(lastRun([moved('b', { undone: { ...undo, status: 'cancelled' } })], pair)).toMatchObject({ id: 'b', undo: false });
});

it('what moved nothing, was taken back, or is of other versions is not shown', () => {
  const undo = { migration: 'u', status: 'done' as const, done: 3 };
  const others = [
    moved('u', { kind: 'undo' }),
    moved('d', { undone: undo }),
    moved('c', { counts: { ...counts, done: 0, refused: 3 } }),
    moved('b', { from: 2, to: 3 }),
  ];
  expect(lastRun(others, pair)).toBeUndefined();
});

it('a version without cases is shown as long as those moved from it can be taken back', () => {
  const versions = [
    { version: 3, openCases: 9 },
    { version: 2, openCases: 4 },
    { version: 1, openCases: 0 },
  ];
  expect(versionsToShow(versions, [])).toEqual({ older: [2], shown: [2] });
  expect(versionsToShow(versions, [moved('a', { to: 3 })])).toEqual({ older: [2], shown: [2, 1] });
  expect(versionsToShow(versions, [moved('a')])).toEqual({ older: [2], shown: [2] });
  expect(versionsToShow([], [])).toEqual({ older: [], shown: [] });
});
