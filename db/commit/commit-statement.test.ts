import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Effect, Fact, InstanceState } from '../../engine/contract/index.ts';
import type { RecordSnapshotRow } from '../queries/read-case.ts';
import type { Commit } from './commit.ts';
import { commitStatement, readCommitError, readCommitRow } from './commit-statement.ts';

const header = { number: 1, at: 0, actor: 'anna', cause: 0 };
const timer = { id: 4, purpose: 'event' as const, element: 'b', dueAt: 5, rule: 'PT1H', armedAt: 0 };
const task = { name: 'Call', candidateGroups: ['sales'], assignee: null, createdAt: 0, priority: 50 };

const facts: Fact[] = [
  { ...header, type: 'taskCreated', version: 1, elementInstance: 2, element: 'call', task },
  { ...header, type: 'taskClaimed', version: 1, elementInstance: 2, assignee: 'anna' },
  { ...header, type: 'timerArmed', version: 1, elementInstance: 2, timer },
  { ...header, type: 'timerCancelled', version: 1, elementInstance: 2, timer: 4 },
  { ...header, type: 'jobCreated', version: 1, elementInstance: 3, job: 'i:3', jobType: 'notify', input: {} },
  { ...header, type: 'jobCompleted', version: 1, elementInstance: 3, job: 'i:3', output: {} },
  { ...header, type: 'incidentRaised', version: 1, incident: { code: 'x', message: 'x', trigger: { kind: 'none' } } },
  { ...header, type: 'flowTaken', version: 1, flow: 'f', scope: 1 },
];
const effects: Effect[] = [
  { type: 'cancelJob', job: 'i:3' },
  { type: 'publishMessage', messageId: 'm', name: 'paid', correlationKey: '', payload: {}, ttlMs: 0 },
];

const record = (id: string): RecordSnapshotRow => ({
  ...{ alias: 'lead', relation: 'owns', id, type: 'lead', number: 1, version: 1, revision: 1, title: 'Kowal', stage: null, status: 'open' },
  ...{ owner: null, team: null, amount: null, person_id: null, organisation_id: null, campaign_id: null, fields: {}, created_at: '' },
  ...{ owners: [], referrers: [] },
});

const commits = fc.record({
  facts: fc.subarray(facts),
  effects: fc.subarray(effects),
  begins: fc.boolean(),
  ends: fc.boolean(),
  due: fc.option(fc.nat(), { nil: null }),
  records: fc.subarray(['a', 'b', 'c']),
  written: fc.subarray(['a', 'b']),
  changed: fc.boolean(),
});

function commitOf(shape: typeof commits extends fc.Arbitrary<infer Shape> ? Shape : never): Commit {
  const status = shape.ends ? 'completed' : 'open';
  const state: InstanceState = {
    ...{ format: 1, instanceId: 'i', packageHash: 'h', status, factNumber: 9, startedAt: 0 },
    ...{ elements: {}, incidents: {}, records: [], seenMessages: [] },
  };
  const changes = shape.changed ? [{ version: 2, patch: {}, before: {}, fact: 1 }] : [];
  return {
    instanceId: 'i',
    command: { id: 'c', type: 'x', actor: 'anna', roles: [], contentHash: Buffer.alloc(32), reply: {} },
    basedOn: shape.begins ? null : 1,
    package: { key: 'p', version: 1, hash: 'h' },
    process: 'p',
    state,
    stateText: JSON.stringify(state),
    facts: shape.facts,
    effects: shape.effects,
    errands: [],
    records: shape.records.map(record),
    recordWrites: shape.written.map((id) => ({ id, create: !shape.records.includes(id), row: { title: 'x' }, changes })),
    attach: shape.begins ? [{ alias: 'lead', type: 'lead', id: 'a', relation: 'owns' }] : [],
    at: 0,
    dueAt: shape.due,
  };
}

test('statements of one name have one text: connections prepare them under it', () => {
  const texts = new Map<string, string>();
  fc.assert(
    fc.property(commits, (shape) => {
      const { name, text, values } = commitStatement(commitOf(shape));
      expect(texts.get(name) ?? text).toBe(text);
      texts.set(name, text);
      expect(new Set(text.match(/\$\d+/g)).size).toBe(values.length);
    }),
    { numRuns: 500 },
  );
});

test('no value stands in the text', () => {
  const hostile = commitOf({ facts, effects, begins: false, ends: false, due: 0, records: ['a'], written: ['a'], changed: true });
  hostile.instanceId = "'; drop table instance; --";
  hostile.command.id = '$1';
  expect(commitStatement(hostile).text).not.toContain('drop table');
});

test.each([
  [
    { allowed: true, version: 3, effect_number: 4, untold: true, numbers: { a: 7 } },
    { outcome: 'committed', version: 3, effectNumber: 4, untold: true, recordNumbers: { a: 7 } },
  ],
  [{ allowed: true, version: null, effect_number: null, untold: null, numbers: null }, { outcome: 'conflict' }],
  [{ allowed: false, version: null, effect_number: null, untold: null, numbers: null }, { outcome: 'actorRefused' }],
])('row %j means %j', (row, result) => {
  expect(readCommitRow(row)).toEqual(result);
});

test.each([
  [{ code: '23505', constraint: 'command_pkey' }, { outcome: 'repeated' }],
  [{ code: '23505', constraint: 'record_pkey' }, { outcome: 'conflict' }],
  [{ code: '40P01' }, { outcome: 'conflict' }],
  [{ code: '22P02' }, undefined],
])('error %j means %j', (error, result) => {
  expect(readCommitError(error)).toEqual(result);
});
