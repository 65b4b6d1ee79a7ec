import { expect, test } from 'vitest';
import type { Effect, Fact, FactBody } from '../../engine/contract/index.ts';
import { mainRecord, projectFacts, runJobIn } from './index.ts';
import type { ProjectionContext } from './projection.ts';

const run: Effect = {
  ...{ type: 'runJob', job: 'i:3', elementInstance: 3, element: 'mail', jobType: 'send-email', input: {} },
  retry: { maxAttempts: 5, firstDelayMs: 1000, backoff: 2, timeoutMs: 30_000, totalTimeoutMs: 600_000 },
};
const context: ProjectionContext = {
  ...{ instanceId: 'i', packageKey: 'lead', packageHash: 'h' },
  record: { alias: 'lead', type: 'lead', id: 'r', relation: 'owns' },
  runJob: runJobIn([run]),
};
const task = { name: 'Call', candidateGroups: ['pre-sales'], assignee: null, createdAt: 0, priority: 70, dueAt: 3_600_000 };
const timer = { id: 9, purpose: 'event' as const, element: 'b', dueAt: 5_000, rule: 'PT5S', armedAt: 0 };

/** Rows of one table after these facts, numbered from 1, a second apart. */
function fold(table: string, ...bodies: FactBody[]) {
  const facts = bodies.map((body, index): Fact => ({ number: index + 1, at: index * 1000, actor: 'anna', cause: 0, ...body }));
  const rows = projectFacts(facts, context).find(({ projection }) => projection.table === table)!.rows;
  return { inserts: Object.fromEntries(rows.inserts), patches: Object.fromEntries(rows.patches) };
}

const created: FactBody = { type: 'taskCreated', version: 1, elementInstance: 2, element: 'call', task };
const completed: FactBody = {
  ...{ type: 'taskCompleted', version: 1, elementInstance: 2, element: 'call', outcome: 'hot', values: {}, note: 'asked for labels' },
  ...{ checklist: [], evidence: {}, createdAt: 0 },
};

test('a task made and done in one command is one row', () => {
  const { inserts, patches } = fold('user_task', created, completed);
  expect(patches).toEqual({});
  expect(inserts[2]).toMatchObject({
    ...{ record_id: 'r', groups: ['pre-sales'], priority: 70, due_at: '1970-01-01T01:00:00.000Z' },
    ...{ status: 'completed', outcome: 'hot', note: 'asked for labels', ended_by: 'anna', ended_at: '1970-01-01T00:00:01.000Z' },
  });
});

test('changes of a task that is there already are one patch, which empties what was given back', () => {
  const claimed: FactBody = { type: 'taskClaimed', version: 1, elementInstance: 2, assignee: 'anna' };
  const unclaimed: FactBody = { type: 'taskUnclaimed', version: 1, elementInstance: 2, from: 'anna' };
  expect(fold('user_task', claimed, unclaimed)).toEqual({ inserts: {}, patches: { 2: { assignee: null, claimed_at: null } } });
});

const jobCreated: FactBody = { type: 'jobCreated', version: 1, elementInstance: 3, job: 'i:3', jobType: 'send-email', input: {} };
const failed = (code: string, retriesLeft: number): FactBody => ({
  ...{ type: 'jobFailed', version: 1, elementInstance: 3, job: 'i:3', code, message: 'no answer', retriesLeft },
});
test.each([
  ['waits for its next attempt', [failed('timeout', 2)], { status: 'waiting' }],
  ['failed for good', [failed('timeout', 0)], { status: 'failed', ended_at: '1970-01-01T00:00:01.000Z' }],
  ['is uncertain', [failed('uncertain', 0)], { status: 'uncertain' }],
  [
    'is retried',
    [failed('timeout', 0), { type: 'jobRetried', version: 1, elementInstance: 3, job: 'i:3' } as FactBody],
    { status: 'waiting', ended_at: null, input: {} },
  ],
  [
    'is retried with another input',
    [failed('timeout', 0), { type: 'jobRetried', version: 2, elementInstance: 3, job: 'i:3', input: { to: 'b' } } as FactBody],
    { status: 'waiting', ended_at: null, input: { to: 'b' } },
  ],
])('a job %s', (_, bodies, row) => {
  const { inserts } = fold('job', jobCreated, ...bodies);
  expect(inserts['i:3']).toMatchObject({ element: 'mail', max_attempts: 5, timeout_ms: 30_000, ...row });
});

test.each([
  [
    'fires',
    { type: 'timerFired', version: 1, elementInstance: 2, timer: 9, element: 'b', dueAt: 5000, lateBy: 40 },
    { status: 'fired', late_by_ms: 40 },
  ],
  ['is cancelled', { type: 'timerCancelled', version: 1, elementInstance: 2, timer: 9 }, { status: 'cancelled' }],
  ['is parked', { type: 'timerParked', version: 1, elementInstance: 2, timer: 9, parked: true }, { status: 'armed', parked: true }],
] as [string, FactBody, object][])('a timer %s', (_, body, row) => {
  const { inserts } = fold('timer', { type: 'timerArmed', version: 1, elementInstance: 2, timer }, body);
  expect(inserts[9]).toMatchObject({ rule: 'PT5S', ...row });
});

test.each([
  [['owns deal d', 'owns lead l'], 'lead', 'l'],
  [['refers lead r', 'owns deal d'], 'lead', 'd'],
  [['refers campaign c', 'refers lead r'], 'lead', 'r'],
  [['refers campaign c'], undefined, 'c'],
  [[], 'lead', undefined],
])('of %j with type %s the work belongs to %s', (texts, type, id) => {
  const links = texts.map((text) => {
    const [relation, of, record] = text.split(' ');
    return { alias: of!, type: of!, id: record!, relation: relation as 'owns' | 'refers' };
  });
  expect(mainRecord(links, type)?.id).toBe(id);
});

const paused: FactBody = {
  ...{ type: 'deadlinePaused', version: 1, elementInstance: 2, element: 'call', reason: 'papers', dueAt: 3_600_000 },
  ...{ usedMs: 1000, leftMs: 3_599_000, stopped: [] },
};
const resumed: FactBody = {
  ...{ type: 'deadlineResumed', version: 1, elementInstance: 2, element: 'call', pausedAt: 1000, dueAt: 7_200_000 },
  ...{ warnAt: 3_600_000, calendar: 'office', calendarVersion: 2 },
};
const moved: FactBody = {
  ...{ type: 'taskRescheduled', version: 1, elementInstance: 2, element: 'call', why: 'calendar', was: 3_600_000, dueAt: 10_800_000 },
  ...{ calendar: 'office', calendarVersion: 3 },
};
const removed: FactBody = {
  type: 'deadlineRemoved',
  version: 1,
  elementInstance: 2,
  element: 'call',
  was: 3_600_000,
  reason: 'notInVersion',
};
const deferred: FactBody = {
  type: 'taskDeferred',
  version: 2,
  elementInstance: 2,
  followUpAt: 1000,
  reason: 'later',
  dueAt: 5000,
  dueRule: 'PT4S',
};
test.each<[string, FactBody[], object]>([
  ['stands still', [paused], { due_at: null, warn_at: null, paused_at: '1970-01-01T00:00:01.000Z', paused_reason: 'papers' }],
  [
    'goes on',
    [paused, resumed],
    { due_at: '1970-01-01T02:00:00.000Z', warn_at: '1970-01-01T01:00:00.000Z', paused_at: null, calendar_version: 2 },
  ],
  ['moves', [moved], { due_at: '1970-01-01T03:00:00.000Z', warn_at: null, calendar: 'office', calendar_version: 3 }],
  ['is gone, from the lists of late ones too', [removed], { due_at: null, warn_at: null, due_rule: null, paused_at: null }],
  [
    'counts from a call-back',
    [deferred],
    { follow_up_at: '1970-01-01T00:00:01.000Z', due_at: '1970-01-01T00:00:05.000Z', due_rule: 'PT4S' },
  ],
])('a deadline %s', (_, bodies, row) => {
  expect(fold('user_task', created, ...bodies).inserts[2]).toMatchObject(row);
});

test('a timer that moves keeps its row', () => {
  const armed: FactBody = { type: 'timerArmed', version: 1, elementInstance: 2, timer: { ...timer, id: 1 } };
  const to: FactBody = {
    ...{ type: 'timerRescheduled', version: 1, elementInstance: 2, element: 'b', why: 'resumed', was: 5_000 },
    timer: { ...timer, id: 1, dueAt: 65_000, armedAt: 60_000 },
  };
  expect(fold('timer', armed, to).inserts[1]).toMatchObject({
    ...{ due_at: '1970-01-01T00:01:05.000Z', armed_at: '1970-01-01T00:01:00.000Z', status: 'armed' },
  });
});
