import { describe, expect, test } from 'vitest';
import { given } from '../testing/case.ts';
import { packageOf, process } from '../testing/process-builder.ts';

const pkg = packageOf(
  process()
    .startEvent('s')
    .userTask('t', { assignee: 'deal.owner' })
    .exclusive('g')
    .userTask('big')
    .userTask('small')
    .chain('s', 't', 'g')
    .flow('g', 'big', { condition: 'deal.amount > 100' })
    .flow('g', 'small', { default: true }),
  {
    recordType: 'deal',
    recordTypes: [
      {
        id: 'deal',
        name: 'Deal',
        fields: [
          { key: 'amount', label: 'Amount', type: 'money', min: 0 },
          { key: 'kind', label: 'Kind', type: 'select', options: [{ value: 'new', label: 'New' }] },
          { key: 'owner', label: 'Owner', type: 'user' },
          { key: 'more', label: 'More', type: 'json' },
        ],
      },
    ],
  },
);
const started = () =>
  given(pkg, { records: [{ alias: 'deal', type: 'deal', id: 'D1', version: 7, fields: { amount: 10, owner: 'anna' } }] }).start();

describe('changeRecord', () => {
  test('the same value with its keys in another order, as Postgres gives it back, is no change', () => {
    const run = started();
    run.must({ type: 'changeRecord', alias: 'deal', patch: { more: { a: 1, b: { c: 2, d: [3] } } } });
    expect(run.must({ type: 'changeRecord', alias: 'deal', patch: { more: { b: { d: [3], c: 2 }, a: 1 } } }).facts).toEqual([]);
    expect(run.must({ type: 'changeRecord', alias: 'deal', patch: { more: { b: { d: [4], c: 2 }, a: 1 } } }).facts).toHaveLength(1);
  });

  test('tells before and after, leaves out what does not change', () => {
    const run = started();
    run.must({ type: 'changeRecord', alias: 'deal', patch: { amount: 200, owner: 'anna', kind: 'new' }, expectedVersion: 7 });
    expect(run.of('recordChanged')).toMatchObject([
      { record: { type: 'deal', id: 'D1' }, patch: { amount: 200, kind: 'new' }, before: { amount: 10, kind: null }, recordVersion: 8 },
    ]);
    expect(run.must({ type: 'changeRecord', alias: 'deal', patch: { amount: 200 } }).facts).toEqual([]);
    run.complete('t');
    expect(run.tasks).toEqual(['big']);
  });

  test.each([
    [{ alias: 'lead', patch: {} }, 'recordUnknown', []],
    [{ alias: 'deal', patch: { amount: 1 }, expectedVersion: 6 }, 'recordConflict', []],
    [{ alias: 'deal', patch: { colour: 'red', amount: 'much' } }, 'guard', ['deal.colour', 'deal.amount']],
    [{ alias: 'deal', patch: { kind: 'odd' } }, 'guard', ['deal.kind']],
    [{ alias: 'deal', patch: JSON.parse('{"__proto__": 1}') }, 'guard', ['deal.__proto__']],
    [{ alias: 'deal', patch: { owner: 'x'.repeat(600_000) } }, 'tooLarge', []],
  ])('refused: %#', (command, code, paths) => {
    const refused = started().refused({ type: 'changeRecord', ...command });
    expect([refused.code, (refused.fields ?? []).map((field) => field.path)]).toEqual([code, paths]);
  });
});
