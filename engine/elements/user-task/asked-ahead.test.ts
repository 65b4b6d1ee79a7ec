import { describe, expect, test } from 'vitest';
import type { CompiledElement, Stage } from '../../contract/index.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';
import { askedAhead } from './asked-ahead.ts';
import type { UserTaskConfig } from './config.ts';

const stage = (id: string, ...fields: string[]): Stage => ({
  id,
  name: id,
  color: 'teal',
  requiredFields: fields.map((field) => ({ field })),
});
const outcomes = ['good', 'big', 'bad', 'other'].map((value) => ({ value, name: value, requires: [], note: false, nextStep: false }));
const pkg = packageOf(
  process()
    .startEvent('s')
    .userTask('call', { outcomes, outcomeVariable: 'result' }, { stage: 'calls', outputs: { 'lead.said': 'result' } })
    .exclusive('first')
    .exclusive('second', { stage: 'sales' })
    .userTask('qualify', {}, { stage: 'qualification' })
    .userTask('sell', {}, { stage: 'sales' })
    .userTask('later', {}, { stage: 'calls' })
    .endEvent('e', 'none', { stage: 'junk' })
    .chain('s', 'call', 'first')
    .flow('first', 'qualify', { condition: 'result = "good"' })
    .flow('first', 'second', { condition: 'result = "big"' })
    .flow('first', 'e', { condition: 'result = "bad"' })
    .flow('first', 'later', { default: true })
    .flow('second', 'sell', { condition: 'lead.amount > 100' })
    .flow('second', 'qualify', { default: true }),
  {
    stages: [stage('calls', 'lead.phone'), stage('qualification', 'lead.need', 'lead.said'), stage('sales', 'lead.amount'), stage('junk')],
  },
);
const call = pkg.processes[0]?.elements.find((each) => each.id === 'call') as CompiledElement<UserTaskConfig>;
const ahead = (outcome: string, at: string | null = 'calls') =>
  askedAhead(pkg, call, outcome, at, { now: 0 }).map(({ field, stage: { id } }) => `${field} for ${id}`);

describe('what the stage behind an outcome asks for', () => {
  test('is known before it is sent, but for what the step itself writes', () =>
    expect(ahead('good')).toEqual(['lead.need for qualification']));
  test('as far as the outcome decides', () => expect(ahead('big')).toEqual(['lead.amount for sales']));
  test('nothing where the stage asks for nothing', () => expect(ahead('bad')).toEqual([]));
  test('by the default, which comes last wherever it stands', () => expect(ahead('other')).toEqual([]));
  test('not again where the case stands there', () => expect(ahead('good', 'qualification')).toEqual([]));
  test('when the case comes from elsewhere', () => expect(ahead('other', 'new')).toEqual(['lead.phone for calls']));
});
