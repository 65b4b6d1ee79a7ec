import { expect, test } from 'vitest';
import type { FormField } from '../contract/index.ts';
import { anna, given } from '../kernel/testing/case.ts';
import { packageOf, process } from '../kernel/testing/process-builder.ts';
import { blankFields } from './blank-fields.ts';

const env = { now: Date.UTC(2027, 1, 8), zone: 'UTC' };
const field = (key: string, more: Partial<FormField> = {}): FormField => ({ key, label: key, type: 'text', ...more });
const fields = [
  field('note'),
  field('items', { type: 'multiSelect' }),
  field('deal.need'),
  field('more', { type: 'boolean' }),
  field('detail', { visibleWhen: 'more' }),
  field('why', { outcomes: ['no'] }),
  field('must', { type: 'number', required: true }),
];
const blank = { note: null, items: [] as string[], more: null, must: null };

test.each([
  [{}, {}, undefined, blank],
  [{ note: 'x', more: true }, {}, undefined, { items: [], must: null, detail: null }],
  [{ more: false }, { note: 'before', items: ['a'] }, 'no', { must: null, why: null }],
  [{}, { more: true }, 'yes', { note: null, items: [], must: null, detail: null }],
])('%j of a form, seen beside %j, result %s: %j', (values, scope, outcome, expected) => {
  expect(blankFields({ id: 'f', fields }, values, { scope, env, ...(outcome === undefined ? {} : { outcome }) })).toEqual(expected);
});

const asking = (start: { form?: string }, task: object, options: object = {}) => {
  const pkg = packageOf(
    process()
      .startEvent('s')
      .userTask('ask', task, options)
      .exclusive('x')
      .userTask('each')
      .userTask('other')
      .chain('s', 'ask', 'x')
      .flow('x', 'each', { condition: 'note != null' })
      .flow('x', 'other', { condition: 'note = null' }),
  );
  Object.assign(pkg.processes[0]?.elements.find(({ id }) => id === 's')?.config ?? {}, start);
  return { ...pkg, forms: [{ id: 'f', fields: fields.filter(({ key }) => key !== 'deal.need' && key !== 'must') }] };
};

test('a task: what was left empty is nothing, not unknown; what was set before stays; what was hidden is not written', () => {
  const run = given(asking({}, { form: 'f' })).start({ items: ['kept'] });
  run.complete('ask', { more: false });
  expect([run.tasks, run.incidents]).toEqual([['other'], []]);
  expect(run.variables).toEqual({ items: ['kept'], more: false, note: null, lastActor: 'anna' });
  expect(run.of('taskCompleted')).toMatchObject([{ values: { more: false } }]);
  run.as(anna).must({ type: 'undo' });
  expect([run.tasks, run.variables]).toEqual([['ask'], { items: ['kept'] }]);
});

test('a task: an output mapping reads it, and an input of the same name is what was set before', () => {
  const mapped = given(asking({}, { form: 'f' }, { inputs: { more: '"in"' }, outputs: { copy: '[note, more]' } })).start();
  mapped.complete('ask', {});
  expect(mapped.incidents).toEqual([]);
  expect(mapped.variables).toMatchObject({ copy: [null, 'in'], note: null });
  expect(Object.hasOwn(mapped.variables, 'more')).toBe(false);
});

test('a form at the start: the same, but what it requires and did not get is told by whatever asks for it', () => {
  const run = given(asking({ form: 'f' }, {})).start({ more: true });
  expect(run.variables).toEqual({ note: null, items: [], more: true, detail: null });
  expect(run.of('instanceStarted')).toMatchObject([{ variables: { note: null } }]);
  run.complete('ask');
  expect(run.tasks).toEqual(['other']);
  const pkg = asking({ form: 'f' }, {});
  const strict = { ...pkg, forms: [{ id: 'f', fields: fields.map((each) => ({ ...each, required: true })) }] };
  expect(given(strict).start({ more: true }).variables).toEqual({ more: true });
});

test('begun at an element by hand nobody saw the form', () => {
  expect(given(asking({ form: 'f' }, {})).start({}, { element: 'other' }).variables).toEqual({});
});
