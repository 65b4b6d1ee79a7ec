import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../contract/index.ts';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('script task', () => {
  test.each([
    ['a + b', 'sum', { sum: 5 }],
    ['{sum: a + b, product: a * b}', undefined, { sum: 5, product: 6 }],
    ['if a > b then "more" else "less"', 'word', { word: 'less' }],
  ])('%s', (script, target, expected) => {
    const run = given(packageOf(process().startEvent('s').scriptTask('t', script, target).userTask('stop').chain('s', 't', 'stop'))).start({
      a: 2,
      b: 3,
    });
    expect(run.variables).toMatchObject(expected);
  });

  test('a fault in it is an incident, mended by a variable', () => {
    const run = given(
      packageOf(process().startEvent('s').scriptTask('t', 'price * 2', 'double').userTask('stop').chain('s', 't', 'stop')),
    ).start();
    expect(run.incidents).toMatchObject([{ code: 'missingVariable', element: 't', trigger: { kind: 'activate' } }]);
    expect(run.one('t').lifecycle).toBe('activating');
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { price: 21 } });
    expect(run.variables.double).toBe(42);
    expect(run.tasks).toEqual(['stop']);
  });

  test('an endless loop is stopped, and a retry goes on exactly there', () => {
    const loop = packageOf(process().startEvent('s').exclusive('m').scriptTask('t', 'n + 1', 'n').chain('s', 'm', 't', 'm'));
    const run = given(loop, { limits: { ...defaultLimits, steps: 1_000, variableSize: 10_000, valueSize: 1_000 } }).start({ n: 0 });
    expect(run.incidents).toMatchObject([{ code: 'stepLimit' }]);
    expect(run.status).toBe('open');
    const before = run.variables.n as number;
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.incidents).toMatchObject([{ code: 'stepLimit' }]);
    expect(run.variables.n as number).toBeGreaterThan(before + 400);
  });

  test('many tokens over the step limit lose none', () => {
    const builder = process().startEvent('s').parallel('fork').chain('s', 'fork');
    for (let branch = 0; branch < 20; branch += 1)
      builder.task(`t${branch}`).userTask(`u${branch}`).chain('fork', `t${branch}`, `u${branch}`);
    const run = given(packageOf(builder), { limits: { ...defaultLimits, steps: 12, variableSize: 10_000, valueSize: 1_000 } }).start();
    expect(run.incidents).toHaveLength(1);
    for (let retry = 0; retry < 10 && run.incidents.length > 0; retry += 1)
      run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.tasks).toHaveLength(20);
    expect(run.live.every((instance) => instance.lifecycle === 'active')).toBe(true);
  });

  test('a value that grows too large is an incident; the case goes on working', () => {
    const grow = packageOf(
      process()
        .startEvent('s')
        .parallel('fork')
        .scriptTask('t', 'text + text', 'text')
        .userTask('other')
        .chain('s', 'fork', 't')
        .chain('fork', 'other'),
    );
    const run = given(grow, { limits: { ...defaultLimits, steps: 100, variableSize: 10_000, valueSize: 1_000 } }).start({
      text: 'x'.repeat(600),
    });
    expect(run.incidents).toMatchObject([{ code: 'resultTooLarge', element: 't' }]);
    run.complete('other');
    expect(run.variables.text).toHaveLength(600);
  });
});
