import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../contract/context.ts';
import { anna, given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

const see = (expression: string) =>
  packageOf(
    process()
      .startEvent('s')
      .userTask('t', { groups: ['sales'] })
      .scriptTask('look', expression, 'seen')
      .userTask('stop')
      .chain('s', 't', 'look', 'stop'),
    { recordTypes: [{ id: 'lead', name: 'Lead', fields: ['name', 'need'].map((key) => ({ key, label: key, type: 'text' as const })) }] },
  );
const records = [{ alias: 'lead', type: 'lead', id: 'L1', version: 1, fields: { name: 'Jan' } }];

describe('what expressions see', () => {
  test.each([
    ['actor.id', 'anna'],
    ['actor.team', 'pre-sales'],
    ['list contains(actor.groups, "sales")', true],
    ['lastActor', 'anna'],
    ['lead.name', 'Jan'],
    ['lead.need', null],
    ['lead.id', 'L1'],
    ['case.id', 'i1'],
    ['now', '2027-02-01T10:00:00.000Z'],
    ['date and time(now) = now()', true],
    ['n', 3],
  ])('%s', (expression, expected) => {
    const run = given(see(expression), { records }).start({ n: 3 });
    run.as(anna).complete('t');
    expect(run.variables.seen).toEqual(expected);
  });

  test('a variable named like a record does not hide the record', () => {
    const run = given(see('lead.name'), { records }).start({ lead: { name: 'false friend' } });
    run.complete('t');
    expect(run.variables.seen).toBe('Jan');
  });

  test('a record changed in the same command is seen changed', () => {
    const run = given(see('lead.need'), { records }).start();
    run.complete('t', { 'lead.need': 'labels' });
    expect(run.variables.seen).toBe('labels');
  });
});

describe('how much all variables may be', () => {
  const limits = { ...defaultLimits, valueSize: 500_000, variableSize: 1_000_000 };
  const big = 'x'.repeat(200_000);

  test.each([
    ['message', 3, []],
    ['message', 6, ['tooLarge']],
    ['signal', 3, []],
    ['signal', 6, ['tooLarge']],
  ] as const)('a %s with %i large values counts once: %j', (kind, count, refused) => {
    const flow = process()
      .startEvent('s')
      .catchEvent('c', kind === 'message' ? { message: 'm' } : { signal: 'm' })
      .userTask('after');
    const run = given(packageOf(flow.chain('s', 'c', 'after')), { limits }).start();
    const payload = Object.fromEntries(Array.from({ length: count }, (_, at) => [`v${at}`, big]));
    const sent = run.send(
      kind === 'message'
        ? { type: 'deliverMessage', messageId: 'm1', name: 'm', correlationKey: '', payload }
        : { type: 'deliverSignal', signalId: 'm1', name: 'm', payload },
    );
    expect(sent.ok ? [] : [sent.code]).toEqual(refused);
    expect([run.tasks, run.incidents]).toEqual([refused.length > 0 ? [] : ['after'], []]);
  });

  test('what a message brings anew takes the place of what there was', () => {
    const run = given(packageOf(process().startEvent('s').receiveTask('r', 'm').userTask('after').chain('s', 'r', 'after')), { limits });
    run.start({ a: big, b: big, c: big });
    run.message('m', { a: big, b: big, c: big });
    expect([run.tasks, run.incidents]).toEqual([['after'], []]);
  });

  test.each([[true], [false]])('what belonged to a round is gone with it: sequential %s', (sequential) => {
    const loop = { kind: 'multi-instance' as const, sequential, events: [], cardinality: '10' };
    const flow = process()
      .startEvent('s')
      .scriptTask('t', '1', 'r', { inputs: { copy: 'data' }, loop })
      .userTask('after');
    const run = given(packageOf(flow.chain('s', 't', 'after')), { limits }).start({ data: big });
    expect([run.tasks, run.incidents]).toEqual([['after'], []]);
  });

  test('what stands at the same time counts together', () => {
    const loop = { kind: 'multi-instance' as const, sequential: false, events: [], cardinality: '10' };
    const flow = process()
      .startEvent('s')
      .userTask('t', {}, { inputs: { copy: 'data' }, loop })
      .chain('s', 't');
    const run = given(packageOf(flow), { limits }).start({ data: big });
    expect(run.tasks).toHaveLength(4 - 1);
    expect(run.incidents.map((incident) => incident.code)).toContain('resultTooLarge');
  });

  test('what a scope kept to itself gives its room to what comes after it', () => {
    const flow = process()
      .startEvent('s')
      .subProcess('one', (i) => i.startEvent('is').scriptTask('m', '1', 'r').chain('is', 'm'), { inputs: { a: 'data', b: 'data' } })
      .subProcess('two', (i) => i.startEvent('js').scriptTask('n', 'a', 'r').chain('js', 'n'), { inputs: { a: 'data', b: 'data' } })
      .userTask('after');
    const run = given(packageOf(flow.chain('s', 'one', 'two', 'after')), { limits }).start({ data: big });
    expect([run.tasks, run.incidents]).toEqual([['after'], []]);
  });
});
