import { describe, expect, test } from 'vitest';
import type { CompiledPackage, LoopDefinition } from '../../contract/index.ts';
import { type Case, chief, given } from '../../kernel/testing/case.ts';
import { type ProcessBuilder, packageOf, process } from '../../kernel/testing/process-builder.ts';

type Multi = Extract<LoopDefinition, { kind: 'multi-instance' }>;
const each = (more: Partial<Multi>): Multi => ({ kind: 'multi-instance', sequential: false, events: [], ...more });
const overProducts = (sequential: boolean) =>
  each({ sequential, collection: 'products', item: 'product', outputCollection: 'offers', outputItem: 'offer' });

const kinds: [string, (sequential: boolean) => CompiledPackage][] = [
  ['user task', (sequential) => around((builder) => builder.userTask('ask', {}, { name: 'Ask', loop: overProducts(sequential) }))],
  [
    'subprocess',
    (sequential) =>
      around((builder) =>
        builder.subProcess('ask', (inner) => inner.startEvent('is').userTask('inner').endEvent('ie').chain('is', 'inner', 'ie'), {
          loop: overProducts(sequential),
        }),
      ),
  ],
];

function around(add: (builder: ProcessBuilder) => unknown): CompiledPackage {
  const builder = process().startEvent('s').userTask('after').endEvent('e');
  add(builder);
  return packageOf(builder.chain('s', 'ask', 'after', 'e'));
}

const open = (run: Case) => run.tasks.filter((task) => task !== 'after');

describe.each(kinds)('multi-instance %s', (_kind, pkg) => {
  const inside = (run: Case) => run.live.filter((one) => one.task && one.element !== 'after');
  const answer = (run: Case, at: number, offer: number) =>
    run.must({ type: 'completeTask', task: inside(run)[at]?.id as number, values: { offer } });

  test.each([[false], [true]])('nothing to go through passes at once with an empty list of results (P13), sequential: %s', (sequential) => {
    const run = given(pkg(sequential)).start({ products: [] });
    expect(run.tasks).toEqual(['after']);
    expect(run.variables.offers).toEqual([]);
  });

  test.each([
    [false, {}],
    [true, {}],
    [false, { products: null }],
    [true, { products: 'three' }],
  ])('a list that is missing is an incident that names it and the element (P13), sequential: %s, given %j', (sequential, variables) => {
    const run = given(pkg(sequential)).start(variables);
    expect(run.tasks).toEqual([]);
    expect(run.incidents).toMatchObject([{ element: 'ask', message: expect.stringContaining('products') }]);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { products: [1] } });
    expect(inside(run)).toHaveLength(1);
  });

  test('parallel: all at once, results in the order of the items, whoever is first', () => {
    const run = given(pkg(false)).start({ products: ['a', 'b', 'c'] });
    expect(inside(run)).toHaveLength(3);
    answer(run, 2, 30);
    answer(run, 0, 10);
    expect(run.tasks).not.toContain('after');
    answer(run, 0, 20);
    expect(run.tasks).toEqual(['after']);
    expect(run.variables.offers).toEqual([10, 20, 30]);
  });

  test('sequential: one after another, each sees its item and number', () => {
    const run = given(pkg(true)).start({ products: ['a', 'b'] });
    for (const [position, product] of ['a', 'b'].entries()) {
      expect(inside(run)).toHaveLength(1);
      expect(run.all('ask').find((one) => one.loopCounter !== undefined)).toMatchObject({
        loopCounter: position + 1,
        variables: { product, loopCounter: position + 1 },
      });
      answer(run, 0, position);
    }
    expect(run.variables.offers).toEqual([0, 1]);
  });
});

describe('multi-instance', () => {
  test('the completion condition ends those that are left', () => {
    const loop = each({ cardinality: '5', completion: 'numberOfCompletedInstances / numberOfInstances >= 0.4' });
    const run = given(around((builder) => builder.userTask('ask', {}, { loop }))).start();
    for (const left of [5, 4]) {
      expect(open(run)).toHaveLength(left);
      run.must({ type: 'completeTask', task: run.live.find((one) => one.task)?.id as number, values: {} });
    }
    expect(run.tasks).toEqual(['after']);
    expect(run.of('taskCancelled')).toHaveLength(3);
  });

  test('an interrupting boundary event ends all, a non-interrupting one none; both once for the activity', () => {
    const loop = each({ cardinality: '3' });
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('ask', {}, { loop })
        .boundaryEvent('late', 'ask', { timer: { duration: 'PT2H' } })
        .boundaryEvent('soon', 'ask', { timer: { duration: 'PT1H' } }, { interrupting: false })
        .userTask('told')
        .userTask('given up')
        .chain('s', 'ask')
        .chain('late', 'given up')
        .chain('soon', 'told'),
    );
    const run = given(pkg).start();
    run.advance('2027-02-01T11:00:00Z');
    expect(run.tasks).toEqual(['ask', 'ask', 'ask', 'told']);
    run.advance('2027-02-01T12:00:00Z');
    expect(run.tasks).toEqual(['given up', 'told']);
  });

  test('an error in one round is caught at the edge of the activity and ends the others', () => {
    const loop = each({ cardinality: '2' });
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess('ask', (inner) => inner.startEvent('is').userTask('t').endEvent('bad', { error: 'E' }).chain('is', 't', 'bad'), {
          loop,
        })
        .boundaryEvent('caught', 'ask', { error: 'E' })
        .userTask('mend')
        .chain('s', 'ask')
        .chain('caught', 'mend'),
    );
    const run = given(pkg).start();
    run.must({ type: 'completeTask', task: run.all('t')[0]?.id as number, values: {} });
    expect(run.tasks).toEqual(['mend']);
  });

  test('rounds that need no waiting run without a deep stack', () => {
    const loop = each({ sequential: true, cardinality: 'n' });
    const run = given(around((builder) => builder.scriptTask('ask', '{ sum: sum + loopCounter }', undefined, { loop }))).start({
      n: 3_000,
      sum: 0,
    });
    expect(run.variables.sum).toBe((3_000 * 3_001) / 2);
  });

  test('a condition that cannot be evaluated is an incident; mended, the loop goes on where it stood', () => {
    const loop = each({ sequential: true, cardinality: '3', completion: 'enough' });
    const run = given(around((builder) => builder.userTask('ask', {}, { loop }))).start();
    run.must({ type: 'completeTask', task: run.live.find((one) => one.task)?.id as number, values: {} });
    expect(run.incidents).toMatchObject([{ code: 'missingVariable', element: 'ask' }]);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { enough: false } });
    expect(open(run)).toHaveLength(1);
    run.must({ type: 'completeTask', task: run.live.find((one) => one.task)?.id as number, values: { enough: true } });
    expect(run.tasks).toEqual(['after']);
  });
});

describe('what a round sees of the others', () => {
  test.each([
    ['numberOfActiveInstances', 3],
    ['numberOfInstances', 3],
    ['loopCounter + numberOfActiveInstances', 4],
  ])('%s is as it stands when it is asked, not when the round began', (asked, seen) => {
    const flow = process()
      .startEvent('s')
      .subProcess(
        'ask',
        (inner) =>
          inner
            .startEvent('is')
            .exclusive('x')
            .userTask('right')
            .userTask('wrong')
            .flow('is', 'x')
            .flow('x', 'right', { condition: `loopCounter > 1 or ${asked} = ${seen}` })
            .flow('x', 'wrong', { default: true })
            // Evaluated when the round begins, before the other rounds do.
            .subProcess(
              'esp',
              (x) =>
                x
                  .startEvent('xs', { message: { name: 'm', correlationKey: '"k"' } })
                  .userTask('w')
                  .chain('xs', 'w'),
              {
                triggeredByEvent: true,
              },
            ),
        { loop: each({ cardinality: '3' }) },
      )
      .chain('s', 'ask');
    expect(given(packageOf(flow)).start().tasks).toEqual(['right', 'right', 'right']);
  });

  test('rounds that are taken away are not active any more for those that stay', () => {
    const flow = process()
      .startEvent('s')
      .subProcess(
        'ask',
        (inner) =>
          inner
            .startEvent('is')
            .userTask('t')
            .boundaryEvent('few', 't', { condition: 'numberOfActiveInstances < 3' })
            .userTask('alone')
            .chain('is', 't')
            .chain('few', 'alone'),
        { loop: each({ cardinality: '4' }) },
      )
      .chain('s', 'ask');
    const run = given(packageOf(flow)).start();
    const rounds = run.all('ask').filter((one) => one.loopCounter !== undefined);
    const cancel = (at: number) => run.as(chief).must({ type: 'modify', reason: 'r', cancel: [rounds[at]?.id as number], start: [] });
    cancel(0);
    expect(run.tasks).toEqual(['t', 't', 't']);
    cancel(2);
    expect(run.tasks).toEqual(['alone', 'alone']);
  });
});

describe('standard loop', () => {
  const repeated = (loop: Partial<Extract<LoopDefinition, { kind: 'standard' }>>) =>
    around((builder) => builder.scriptTask('ask', '{ n: n + 1 }', undefined, { loop: { kind: 'standard', testBefore: false, ...loop } }));

  test.each([
    [{ condition: 'n < 3' }, 0, 3],
    [{ condition: 'n < 3' }, 7, 8],
    [{ condition: 'n < 3', testBefore: true }, 7, 7],
    [{ condition: 'n < 3', testBefore: true }, 1, 3],
    [{ condition: 'true', maximum: '4' }, 0, 4],
    [{ condition: 'loopCounter < 5' }, 0, 5],
    [{ maximum: '2' }, 0, 2],
  ])('%j from %i ends at %i', (loop, n, end) => {
    const run = given(repeated(loop)).start({ n });
    expect(run.variables.n).toBe(end);
    expect(run.tasks).toEqual(['after']);
  });
});

describe('token quantities', () => {
  test('an activity begins with as many tokens as it takes and gives as many as it says', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .task('send', { completionQuantity: 4 })
        .task('take', { startQuantity: 2 })
        .endEvent('e')
        .chain('s', 'send', 'take', 'e'),
    );
    const run = given(pkg).start();
    expect(run.path.filter((element) => element === 'take')).toHaveLength(2);
    expect(run.status).toBe('completed');
  });
});
