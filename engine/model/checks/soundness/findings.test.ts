import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../elements/element.ts';
import { type ProcessBuilder, packageOf, process } from '../../../kernel/testing/process-builder.ts';
import { indexProcess } from '../../index-process.ts';
import { explore, maxStates, maxSteps } from './explore.ts';
import { checkSoundness } from './index.ts';
import { netOf } from './net.ts';
import { reduce } from './reduce.ts';

function check(builder: ProcessBuilder, { record = false, limit = 20_000 } = {}): Finding[] {
  const pkg = packageOf(builder, record ? { recordType: 'lead' } : {});
  return pkg.processes.flatMap((each) => {
    const index = indexProcess(each);
    return [...index.scopes].flatMap(([id, elements]) => checkSoundness({ id, element: id, elements }, index, pkg, limit));
  });
}

const brief = (found: Finding[]) => found.map(({ rule, severity, element }) => [severity, rule, element]);
const yes = { condition: 'x' };

/** start -> choose -> a, b -> join -> after -> end, the choice and the join being what is given. */
function block(split: 'exclusive' | 'parallel' | 'inclusive', join: 'exclusive' | 'parallel' | 'inclusive'): ProcessBuilder {
  const conditions = split === 'parallel' ? {} : yes;
  return process()
    .startEvent('s')
    [split]('choose', { name: 'How big?' })
    .userTask('a')
    .userTask('b')
    [join]('join')
    .userTask('after')
    .endEvent('e')
    .chain('s', 'choose')
    .flow('choose', 'a', conditions)
    .flow('choose', 'b', conditions)
    .chain('a', 'join', 'after', 'e')
    .flow('b', 'join');
}

describe('what is found in a scope', () => {
  test('a deadlock names the join, the split and the way', () => {
    const found = check(block('exclusive', 'parallel'));
    expect(brief(found)).toEqual([
      ['error', 'soundness/deadlock', 'join'],
      ['warning', 'soundness/dead-element', 'after'],
    ]);
    expect(found[0]?.params).toEqual({ element: '“join”', split: '“How big?” (choose)', path: '“b” → “join”' });
  });

  test('what may go well is a warning, and an error where a record would stand still', () => {
    expect(brief(check(block('inclusive', 'parallel')))).toEqual([['warning', 'soundness/deadlock', 'join']]);
    expect(brief(check(block('inclusive', 'parallel'), { record: true }))).toEqual([['error', 'soundness/deadlock', 'join']]);
  });

  test.each<['exclusive' | 'parallel' | 'inclusive', 'exclusive' | 'parallel' | 'inclusive']>([
    ['exclusive', 'exclusive'],
    ['exclusive', 'inclusive'],
    ['inclusive', 'inclusive'],
    ['parallel', 'inclusive'],
    ['parallel', 'parallel'],
  ])('%s split, %s join: nothing', (split, join) => {
    expect(check(block(split, join), { record: true })).toEqual([]);
  });

  test('a second token names the step, the fork and the ways', () => {
    const found = check(block('parallel', 'exclusive'));
    expect(brief(found)).toEqual([['warning', 'soundness/twice', 'after']]);
    expect(found[0]?.params).toEqual({
      element: '“after”',
      fork: '“How big?” (choose)',
      path: '“a” → “join”; “b” → “join”',
    });
    expect(brief(check(block('inclusive', 'exclusive')))).toEqual([['warning', 'soundness/twice', 'after']]);
  });

  test('a step that several flows enter without a gateway', () => {
    const both = process()
      .startEvent('s')
      .parallel('p')
      .userTask('a')
      .userTask('b')
      .userTask('c')
      .endEvent('e')
      .chain('s', 'p', 'a', 'c', 'e');
    expect(brief(check(both.chain('p', 'b', 'c')))).toEqual([['warning', 'soundness/twice', 'c']]);
  });

  test('tokens that only end are no fault, nor is a branch sent off anew in each round', () => {
    const ends = process()
      .startEvent('s')
      .parallel('p')
      .userTask('a')
      .userTask('b')
      .exclusive('m')
      .endEvent('e')
      .chain('s', 'p', 'a', 'm', 'e');
    expect(check(ends.chain('p', 'b', 'm'))).toEqual([]);
    const rounds = process()
      .startEvent('s')
      .exclusive('m')
      .parallel('p')
      .userTask('a')
      .userTask('b')
      .exclusive('x')
      .endEvent('e')
      .endEvent('f');
    rounds.chain('s', 'm', 'p', 'a', 'x').chain('p', 'b', 'f').flow('x', 'm', yes).flow('x', 'e', { default: true });
    expect(check(rounds)).toEqual([]);
  });

  test('a start quantity that is never reached', () => {
    const one = process().startEvent('s').userTask('two', {}, { startQuantity: 2 }).endEvent('e').chain('s', 'two', 'e');
    expect(brief(check(one))).toEqual([
      ['warning', 'soundness/starved', 'two'],
      ['warning', 'soundness/dead-element', 'e'],
    ]);
    expect(brief(check(one, { record: true }))[0]).toEqual(['error', 'soundness/starved', 'two']);
    const both = process()
      .startEvent('s')
      .userTask('a', {}, { completionQuantity: 2 })
      .userTask('two', {}, { startQuantity: 2 })
      .endEvent('e');
    expect(check(both.chain('s', 'a', 'two', 'e'))).toEqual([]);
  });

  test('a complex gateway asks its condition; what hangs on data is a warning', () => {
    const complex = (condition?: string) =>
      process()
        .startEvent('s')
        .parallel('p')
        .userTask('a')
        .userTask('b')
        .complex('c', condition)
        .endEvent('e')
        .chain('s', 'p', 'a', 'c', 'e')
        .chain('p', 'b', 'c');
    expect(check(complex())).toEqual([]);
    expect(check(complex('activationCount >= 2'))).toEqual([]);
    expect(check(complex('activationCount >= needed'))).toEqual([]);
    expect(brief(check(complex('activationCount >= 3')))).toEqual([
      ['error', 'soundness/starved', 'c'],
      ['warning', 'soundness/dead-element', 'e'],
    ]);
  });

  test('a complex gateway asks its conditions when it begins anew, though no late token can come', () => {
    // Either the task goes on or its edge does: the other flow never brings a token.
    const complex = (condition?: string) =>
      process()
        .startEvent('s')
        .userTask('a')
        .boundaryEvent('bad', 'a', { error: 'E' })
        .complex('c', 'activationCount >= 1')
        .userTask('next')
        .userTask('again')
        .endEvent('e')
        .endEvent('f')
        .chain('s', 'a', 'c', 'next', 'e')
        .chain('bad', 'c')
        .flow('c', 'again', condition === undefined ? {} : { condition })
        .chain('again', 'f');
    const twice = (condition?: string) => {
      const [main] = packageOf(complex(condition)).processes.map(indexProcess);
      if (!main) throw new Error('the package has no process');
      const found = explore(netOf('main', main.scopes.get('main') ?? [], main));
      return [...found.twice.keys()].map(({ to }) => to.element.id);
    };
    expect(twice()).toEqual([]);
    expect(twice('n > 2')).toEqual(['again', 'f']);
  });

  test('a circle without a wait and without a way out', () => {
    const round = (kind: 'scriptTask' | 'userTask') => {
      const builder = process().startEvent('s').exclusive('m').exclusive('n');
      if (kind === 'scriptTask') builder.scriptTask('work', '1');
      else builder.userTask('work');
      return builder.chain('s', 'm', 'work', 'n').flow('n', 'm');
    };
    const found = check(round('scriptTask'));
    expect(brief(found)).toEqual([['error', 'soundness/livelock', 'm']]);
    expect(found[0]?.message).toContain('“work”');
    expect(check(round('userTask'))).toEqual([]);
    expect(check(round('scriptTask').endEvent('e').flow('n', 'e', yes))).toEqual([]);
  });

  test('a circle hides nothing that goes on beside it', () => {
    const beside = process()
      .startEvent('s')
      .parallel('p')
      .exclusive('m')
      .userTask('watch')
      .userTask('a')
      .exclusive('x')
      .parallel('j')
      .endEvent('e');
    beside.chain('s', 'p', 'm', 'watch').flow('watch', 'm').chain('p', 'a', 'x').flow('x', 'j', yes).flow('x', 'e', { default: true });
    expect(check(beside.chain('j', 'e'))).toEqual([]);
    expect(brief(check(beside.flow('j', 'j', { id: 'again' })))).toEqual([['error', 'parallel-gateway/never-joins', 'j']]);
  });

  test('more states than the bound are said to be undecided', () => {
    expect(brief(check(block('exclusive', 'parallel'), { limit: 1 }))).toEqual([['warning', 'soundness/not-decided', 'main']]);
  });

  test('a dense scope, whose states are costly, is given up by its steps, and the finding says how many', () => {
    const dense = process().startEvent('s').endEvent('e');
    const gates = Array.from({ length: 60 }, (_, at) => `g${at}`);
    for (const gate of gates) dense.inclusive(gate);
    for (const from of gates) for (const to of gates) if (from !== to) dense.flow(from, to, { condition: '= x' });
    const [found, ...more] = check(dense.flow('s', 'g0').flow('g0', 'e', { default: true })).filter(
      ({ rule }) => rule === 'soundness/not-decided',
    );
    expect(more).toEqual([]);
    const { limit, steps } = found?.params ?? {};
    expect(Number(limit)).toBeLessThan(maxStates);
    expect(Number(steps)).toBeGreaterThanOrEqual(maxSteps);
    expect(Number(steps)).toBeLessThan(1.1 * maxSteps);
    expect(found?.message).toContain(`${limit} states and ${steps} steps`);
  });

  test('a long row is folded without a copy of the rest for each step', () => {
    const steps = Array.from({ length: 500 }, (_, at) => `t${at}`);
    const row = process().startEvent('s').endEvent('e');
    for (const step of steps) row.userTask(step);
    const [each] = packageOf(row.chain('s', ...steps, 'e')).processes;
    const index = indexProcess(each as NonNullable<typeof each>);
    const net = netOf('main', each?.elements ?? [], index);
    const folded = reduce(net);
    const kept = new Set([...net.edges, ...folded.edges].map(({ elements }) => elements));
    expect([...kept].reduce((sum, elements) => sum + elements.length, 0)).toBeLessThanOrEqual(2 * steps.length);
    expect(check(row)).toEqual([]);
  });

  test('a timer around wakes a case that stands still', () => {
    const sub = process()
      .startEvent('s')
      .subProcess('sub', (inner) => {
        inner.startEvent('in').inclusive('i').userTask('a').userTask('b').parallel('j').endEvent('out').chain('in', 'i');
        inner.flow('i', 'a', yes).flow('i', 'b', yes).chain('a', 'j', 'out').flow('b', 'j');
      })
      .endEvent('e')
      .chain('s', 'sub', 'e');
    expect(brief(check(sub, { record: true }))).toEqual([['error', 'soundness/deadlock', 'j']]);
    sub.boundaryEvent('late', 'sub', { timer: { duration: 'P1D' } }).flow('late', 'e');
    expect(brief(check(sub, { record: true }))).toEqual([['warning', 'soundness/deadlock', 'j']]);
  });
});
