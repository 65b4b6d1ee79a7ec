import { describe, expect, test } from 'vitest';
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
