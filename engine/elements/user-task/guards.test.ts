import { describe, expect, test } from 'vitest';
import type { RecordSnapshot, RecordType, RequiredField, Stage, Variables } from '../../contract/index.ts';
import { anna, chief, given, worker } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';
import type { Outcome } from './config.ts';

const outcome = (value: string, more: Partial<Outcome> = {}): Outcome => ({
  value,
  name: value,
  requires: [],
  note: false,
  nextStep: false,
  ...more,
});
const lead = (fields: Variables = {}): RecordSnapshot => ({
  alias: 'lead',
  type: 'lead',
  id: 'L1',
  version: 4,
  fields: { name: 'Jan', ...fields },
});
const recordTypes: RecordType[] = [
  {
    id: 'lead',
    name: 'Lead',
    fields: [
      { key: 'name', label: 'Name', type: 'text' },
      { key: 'need', label: 'Need', type: 'text' },
      { key: 'amount', label: 'Amount', type: 'money' },
      { key: 'closeDate', label: 'Close date', type: 'date' },
      { key: 'phone', label: 'Phone', type: 'phone' },
    ],
  },
];
const stage = (id: string, ...requiredFields: RequiredField[]): Stage => ({ id, name: id, color: 'teal', requiredFields });

describe('what a task asks for', () => {
  const pkg = packageOf(
    process()
      .startEvent('s')
      .userTask('call', {
        form: 'call',
        outcomes: [outcome('good', { note: true, requires: ['lead.need'] }), outcome('callBack', { nextStep: true }), outcome('junk')],
        outcomeVariable: 'callResult',
        requiredFields: [{ field: 'lead.phone' }, { field: 'reason', when: 'callResult = "junk"' }],
        checklist: [
          { id: 'greet', text: 'Greet', required: true },
          { id: 'ask', text: 'Ask', required: false },
        ],
        evidence: [{ id: 'photo', text: 'Photo of the sample', kind: 'photo', required: true, place: true, when: 'callResult = "good"' }],
      })
      .exclusive('which')
      .userTask('sell')
      .userTask('again')
      .endEvent('e')
      .chain('s', 'call', 'which')
      .flow('which', 'sell', { condition: 'callResult = "good" and lead.need != null' })
      .flow('which', 'again', { condition: 'callResult = "callBack"' })
      .flow('which', 'e', { default: true }),
    {
      recordType: 'lead',
      recordTypes,
      forms: [
        {
          id: 'call',
          fields: [
            { key: 'lead.need', label: 'Need', type: 'text' },
            { key: 'budget', label: 'Budget', type: 'number', required: true, outcomes: ['good'] },
            { key: 'callAt', label: 'Call at', type: 'callBack' },
            { key: 'reason', label: 'Reason', type: 'text' },
          ],
        },
      ],
    },
  );
  const attachments = {
    a1: { contentType: 'image/jpeg', size: 1, photo: true, place: true },
    a3: { contentType: 'image/jpeg', size: 1, photo: true },
    a2: { contentType: 'application/pdf', size: 1, photo: false },
  };
  const started = (fields: Variables = { phone: '+48601123456' }) => given(pkg, { records: [lead(fields)], attachments }).start();
  const good = { outcome: 'good', note: 'wants three', checklist: ['greet'], evidence: { photo: 'a1' } };

  test('all filled: record, variables and flow follow', () => {
    const run = started();
    run.complete('call', { 'lead.need': 'labels', budget: 3000 }, good);
    expect(run.of('recordChanged')).toMatchObject([
      { alias: 'lead', record: { id: 'L1' }, patch: { need: 'labels' }, before: { need: null }, recordVersion: 5 },
    ]);
    expect(run.variables).toMatchObject({ budget: 3000, callResult: 'good', lastActor: 'anna' });
    expect(run.tasks).toEqual(['sell']);
    expect(run.of('taskCompleted')).toMatchObject([
      { outcome: 'good', note: 'wants three', checklist: ['greet'], evidence: { photo: 'a1' } },
    ]);
  });

  test.each([
    ['no outcome', {}, { outcome: undefined }, 'outcomeRequired', []],
    ['unknown outcome', {}, { outcome: 'great' }, 'outcomeUnknown', []],
    ['nothing filled', {}, { outcome: 'good' }, 'guard', ['budget', 'lead.need', 'checklist.greet', 'evidence.photo', 'note']],
    ['blank note', { 'lead.need': 'x', budget: 1 }, { ...good, note: '  ' }, 'guard', ['note']],
    ['no need', { budget: 1 }, good, 'guard', ['lead.need']],
    ['wrong type', { 'lead.need': 'x', budget: 'much' }, good, 'guard', ['budget']],
    ['unknown key', { 'lead.need': 'x', budget: 1, colour: 'red' }, good, 'guard', ['colour']],
    ['unknown record field', { 'lead.need': 'x', budget: 1, 'lead.colour': 'red' }, good, 'guard', ['lead.colour']],
    ['unknown record', { 'lead.need': 'x', budget: 1, 'deal.amount': 1 }, good, 'guard', ['deal.amount']],
    ['record field of the wrong type', { 'lead.need': 'x', budget: 1, 'lead.amount': 'a lot' }, good, 'guard', ['lead.amount']],
    ['a dangerous name', { 'lead.need': 'x', budget: 1, 'lead.__proto__': 1 }, good, 'guard', ['lead.__proto__']],
    ['not ticked', { 'lead.need': 'x', budget: 1 }, { ...good, checklist: ['ask'] }, 'guard', ['checklist.greet']],
    ['ticked what is not there', { 'lead.need': 'x', budget: 1 }, { ...good, checklist: ['greet', 'dance'] }, 'guard', ['checklist.dance']],
    ['no photo', { 'lead.need': 'x', budget: 1 }, { ...good, evidence: { photo: 'a2' } }, 'guard', ['evidence.photo']],
    ['a photo without its place', { 'lead.need': 'x', budget: 1 }, { ...good, evidence: { photo: 'a3' } }, 'guard', ['evidence.photo']],
    ['no such file', { 'lead.need': 'x', budget: 1 }, { ...good, evidence: { photo: 'zz' } }, 'guard', ['evidence.photo']],
    ['next step not fixed', {}, { outcome: 'callBack' }, 'guard', ['callAt']],
    ['call-back in the past', { callAt: '2027-01-31T10:00:00Z' }, { outcome: 'callBack' }, 'guard', ['callAt']],
    ['required only with this outcome', {}, { outcome: 'junk', checklist: ['greet'] }, 'guard', ['reason']],
  ])('%s', (_what, values, more, code, paths) => {
    const run = started();
    const before = run.facts.length;
    const refused = run.refused(run.completion('call', values, more));
    expect([refused.code, (refused.fields ?? []).map((field) => field.path)]).toEqual([code, paths]);
    expect(run.facts).toHaveLength(before);
    expect(run.tasks).toEqual(['call']);
  });

  test('a field of the record that is filled already need not be sent again', () => {
    const run = started({ phone: '+48601123456', need: 'labels' });
    run.complete('call', { budget: 1 }, good);
    expect(run.of('recordChanged')).toEqual([]);
    expect(run.tasks).toEqual(['sell']);
  });

  test('the call-back of a step that failed asks for no checklist', () => {
    const run = started();
    run.complete('call', { callAt: '2027-02-02T09:00:00Z' }, { outcome: 'callBack' });
    expect(run.tasks).toEqual(['again']);
  });

  test('missing fields of the record itself are asked for', () => {
    const run = started({});
    const refused = run.refused(run.completion('call', {}, { outcome: 'junk', checklist: ['greet'] }));
    expect(refused.fields).toMatchObject([
      { path: 'lead.phone', code: 'required', message: 'Phone must be filled in' },
      { path: 'reason' },
    ]);
  });

  test('a note over the limit', () => {
    const run = started();
    expect(run.refused(run.completion('call', {}, { outcome: 'junk', note: 'x'.repeat(3_000_000) }))).toMatchObject({
      code: 'tooLarge',
      params: { name: 'note', limit: 512_000 },
    });
  });
});

describe('the required fields of a stage (P37)', () => {
  const board = packageOf(
    process()
      .startEvent('s', 'none', { stage: 'offer' })
      .userTask('sell', { outcomes: [outcome('won'), outcome('lost'), outcome('wait')] }, { stage: 'offer' })
      .exclusive('how')
      .catchEvent('pause', { timer: { duration: 'P1D' } }, { stage: 'offer' })
      .endEvent('won', 'none', { stage: 'won', outcome: 'won' })
      .endEvent('lost', 'none', { stage: 'lost' })
      .chain('s', 'sell', 'how')
      .flow('how', 'won', { condition: 'outcome = "won"' })
      .flow('how', 'lost', { condition: 'outcome = "lost"' })
      .flow('how', 'pause', { default: true })
      .chain('pause', 'won'),
    {
      recordType: 'lead',
      recordTypes,
      stages: [
        stage('offer'),
        stage('won', { field: 'lead.amount' }, { field: 'lead.closeDate', when: 'lead.amount = null or lead.amount > 100' }),
        { ...stage('lost'), ends: 'lost' },
      ],
    },
  );
  const started = (fields: Variables = {}) => given(board, { records: [lead(fields)] }).start();

  test.each([
    [{}, {}, ['lead.amount', 'lead.closeDate']],
    [{ amount: 500 }, {}, ['lead.closeDate']],
    [{}, { 'lead.closeDate': '2027-03-01' }, ['lead.amount']],
    [{ closeDate: '2027-03-01' }, { 'lead.amount': null }, ['lead.amount']],
  ])('record %j, sent %j: refused with %j', (fields, values, paths) => {
    const run = started(fields);
    const before = run.facts.length;
    const refused = run.refused(run.completion('sell', values, { outcome: 'won' }));
    expect(refused).toMatchObject({ code: 'guard', params: { stage: 'won' } });
    expect(refused.fields?.map(({ path, code, askedBy }) => [path, code, askedBy])).toEqual(paths.map((path) => [path, 'required', 'won']));
    expect(run.facts).toHaveLength(before);
  });

  test.each([
    [{}, { 'lead.amount': 500, 'lead.closeDate': '2027-03-01' }],
    [{ amount: 500 }, { 'lead.closeDate': '2027-03-01' }],
    [{}, { 'lead.amount': 50 }],
    [{ amount: 0 }, {}],
  ])('record %j, sent %j: move and fields are stored together', (fields, values) => {
    const run = started(fields);
    run.complete('sell', values, { outcome: 'won' });
    expect([run.status, run.state?.stage]).toEqual(['completed', 'won']);
    expect(run.of('instanceCompleted')).toMatchObject([{ outcome: 'won', element: 'won' }]);
  });

  test('a stage that asks for nothing is no way around, and ends the case by its own word', () => {
    const run = started();
    run.complete('sell', {}, { outcome: 'lost' });
    expect(run.of('instanceCompleted')).toMatchObject([{ outcome: 'lost' }]);
  });

  test('caused by a timer it is an incident, which a retry goes on from', () => {
    const run = started();
    run.complete('sell', {}, { outcome: 'wait' });
    run.advance('2027-02-02T10:00:00Z');
    expect(run.incidents).toMatchObject([{ code: 'guard', element: 'won', trigger: { kind: 'activate' } }]);
    expect(run.state?.stage).toBe('offer');
    const incident = run.incidents[0]?.id as number;
    expect(run.as(chief).refused({ type: 'retryIncident', incident })).toMatchObject({
      code: 'guard',
      fields: [{ path: 'lead.amount' }, {}],
    });
    run.must({ type: 'changeRecord', alias: 'lead', patch: { amount: 900, closeDate: '2027-02-03' } });
    run.must({ type: 'retryIncident', incident });
    expect(run.status).toBe('completed');
  });

  test.each(['boundary', 'gateway'])('an event that happened is not waited for again (%s)', (where) => {
    const builder = process().startEvent('s', 'none', { stage: 'offer' });
    if (where === 'boundary')
      builder.userTask('wait').boundaryEvent('event', 'wait', { message: 'paid' }, { stage: 'won' }).chain('s', 'wait');
    else builder.eventBased('wait').catchEvent('event', { message: 'paid' }, { stage: 'won' }).chain('s', 'wait', 'event');
    const stages = [stage('offer'), stage('won', { field: 'lead.amount' })];
    const run = given(packageOf(builder.userTask('next').flow('event', 'next'), { recordTypes, stages }), { records: [lead()] }).start();
    run.message('paid', { sum: 7 });
    expect(run.incidents).toMatchObject([{ code: 'guard', element: 'event', trigger: { kind: 'activate' } }]);
    run.must({ type: 'changeRecord', alias: 'lead', patch: { amount: 7 } });
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect([run.tasks, run.variables.sum, run.state?.stage]).toEqual([['next'], 7, 'won']);
  });

  test('a start at the stage is refused the same way', () => {
    const refused = given(board, { records: [lead()] }).refused({
      type: 'start',
      instanceId: 'i1',
      element: 'won',
      variables: {},
      records: [{ alias: 'lead', type: 'lead', id: 'L1', relation: 'owns' }],
    });
    expect(refused).toMatchObject({ code: 'guard', fields: [{ path: 'lead.amount' }, { path: 'lead.closeDate' }] });
  });

  test('a supervisor may override it, saying why; nobody else may', () => {
    const run = started();
    const command = run.completion('sell', {}, { outcome: 'won' });
    expect(run.as(anna).refused({ type: 'override', reason: 'hurry', command }).code).toBe('forbidden');
    expect(run.as(worker).refused({ type: 'override', reason: '', command }).code).toBe('invalidCommand');
    expect(run.as(chief).refused({ type: 'override', reason: ' ', command }).code).toBe('invalidCommand');
    run.must({ type: 'override', reason: 'the contract is signed, the amount comes tomorrow', command });
    expect(run.state?.stage).toBe('won');
    expect(run.of('overridden')).toMatchObject([{ command: 'completeTask', actor: 'chief' }]);
  });
});
