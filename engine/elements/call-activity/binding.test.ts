import { describe, expect, test } from 'vitest';
import type { CompiledPackage } from '../../contract/index.ts';
import { type Case, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

/** A package `checks` whose process `verify` has this many tasks. */
const checks = (tasks: number): CompiledPackage => {
  const names = Array.from({ length: tasks }, (_, index) => `verify${index + 1}`);
  const verify = process('verify').startEvent('vs').endEvent('ve');
  for (const name of names) verify.userTask(name, {}, { stage: 'theirs' });
  return packageOf(verify.chain('vs', ...names, 've'), { key: 'checks', hash: `checks-${tasks}` });
};
const sale = (binding: object, called = 'verify') =>
  packageOf(
    process('sale')
      .startEvent('s')
      .userTask('before', {}, { stage: 'ours' })
      .callActivity('call', called, { binding, inputs: { id: 'order' }, outputs: { verdict: 'verdict' } })
      .userTask('after')
      .chain('s', 'before', 'call', 'after'),
    { key: 'sale', hash: 'sale', calls: [{ package: 'checks', ...binding }] },
  );
const [one, two] = [checks(1), checks(2)];

function begin(pkg: CompiledPackage, called: { [reference: string]: string }): Case {
  const packages = { [pkg.hash]: pkg, [one.hash]: one, [two.hash]: two };
  return given(pkg, { packages, called }).start({ order: 7 }, { packageHash: pkg.hash });
}

describe('a call bound to another package', () => {
  test('latest: what is newest when the call begins, and stays so while it runs', () => {
    const run = begin(sale({ package: 'checks' }), { 'checks@latest': one.hash });
    run.context.called = { 'checks@latest': two.hash };
    run.complete('before');
    expect(run.one('verify')).toMatchObject({ packageHash: 'checks-2', variables: { id: 7 } });
    run.context.called = { 'checks@latest': one.hash };
    run.complete('verify1');
    run.complete('verify2', { verdict: 'good' });
    expect(run.tasks).toEqual(['after']);
    expect(run.variables).toMatchObject({ order: 7, verdict: 'good' });
    expect(run.of('elementActivated').find((fact) => fact.element === 'verify')).toMatchObject({ packageHash: 'checks-2' });
  });

  test('pinned: that version, whatever is newest', () => {
    const run = begin(sale({ package: 'checks', version: 1 }), { 'checks@latest': two.hash, 'checks@1': one.hash });
    run.complete('before');
    run.complete('verify1', { verdict: 'good' });
    expect(run.tasks).toEqual(['after']);
  });

  test('without a process the main one; without a package its own key', () => {
    const run = begin(sale({ package: 'checks' }, ''), { 'checks@latest': one.hash });
    run.complete('before');
    expect(run.tasks).toEqual(['verify1']);
    const self = packageOf(process('sale').startEvent('s').callActivity('call', 'verify', { binding: {} }).chain('s', 'call'), {
      key: 'checks',
      hash: 'checks-0',
    });
    expect(begin(self, { 'checks@latest': two.hash }).one('verify').packageHash).toBe('checks-2');
  });

  test.each([
    ['is not published', { package: 'gone' }, 'verify', 'calledPackage', 'package "gone"'],
    ['has no such version', { package: 'checks', version: 9 }, 'verify', 'calledPackage', 'version 9 of package "checks"'],
    ['has no such process', { package: 'checks' }, 'nothing', 'calledProcess', 'The package "checks" has no process "nothing"'],
  ])('a package that %s is an incident, retried once it is there', (_, binding, called, code, words) => {
    const run = begin(sale(binding, called), { 'checks@latest': one.hash });
    run.complete('before');
    const [incident] = run.incidents;
    expect(incident).toMatchObject({ code, element: 'call' });
    expect(incident?.message).toContain(words);
    if (code === 'calledProcess') return;
    run.context.called = { 'gone@latest': one.hash, 'checks@9': one.hash };
    run.must({ type: 'retryIncident', incident: incident?.id ?? 0 });
    expect(run.tasks).toEqual(['verify1']);
  });

  test('stages of the called package are not those of the case', () => {
    const run = begin(sale({ package: 'checks' }), { 'checks@latest': one.hash });
    run.complete('before');
    expect(run.tasks).toEqual(['verify1']);
    expect(run.state?.stage).toBe('ours');
  });
});
