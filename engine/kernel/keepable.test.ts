import { describe, expect, test } from 'vitest';
import type { Variables } from '../contract/index.ts';
import { isStorable } from '../text/storable.ts';
import { given } from './testing/case.ts';
import { type ProcessBuilder, packageOf, process } from './testing/process-builder.ts';

const k = 'k'.repeat(20_000);

/** A first element `x` between start and end, begun by start, timer, message, signal and a person's step. */
const ways: { [way: string]: (add: (builder: ProcessBuilder) => ProcessBuilder, variables: Variables) => ReturnType<typeof given> } = {
  start: (add, variables) => given(packageOf(add(process().startEvent('s')).endEvent('e').chain('s', 'x', 'e'))).start(variables),
  timer(add, variables) {
    const run = given(after(add, (b) => b.catchEvent('before', { timer: { duration: 'PT1S' } }))).start(variables);
    run.advance('2027-02-01T10:00:01Z');
    return run;
  },
  message(add, variables) {
    const run = given(after(add, (b) => b.catchEvent('before', { message: 'go' }))).start(variables);
    run.message('go');
    return run;
  },
  signal(add, variables) {
    const run = given(after(add, (b) => b.catchEvent('before', { signal: 'go' }))).start(variables);
    run.must({ type: 'deliverSignal', signalId: 's1', name: 'go', payload: {} });
    return run;
  },
  task(add, variables) {
    const run = given(after(add, (b) => b.userTask('before'))).start(variables);
    run.complete('before');
    return run;
  },
  job(add, variables) {
    const run = given(after(add, (b) => b.serviceTask('before'))).start(variables);
    run.done('before');
    return run;
  },
};

function after(add: (builder: ProcessBuilder) => ProcessBuilder, before: (builder: ProcessBuilder) => ProcessBuilder) {
  return packageOf(
    add(before(process().startEvent('s')))
      .endEvent('e')
      .chain('s', 'before', 'x', 'e'),
  );
}

const contents: [string, (builder: ProcessBuilder) => ProcessBuilder, Variables, RegExp][] = [
  ['NUL in a script', (b) => b.scriptTask('x', '"a\\u0000b"', 'r'), {}, /the character NUL.*\(in "/],
  [
    'NUL deep in a script',
    (b) => b.scriptTask('x', '{ order: { lines: [1, "a\\u0000b"] } }', 'r'),
    {},
    /"order\.lines\[2\]" holds the character NUL/,
  ],
  ['NUL in a name', (b) => b.scriptTask('x', 'context put({}, "a\\u0000b", 1)', 'r'), {}, /a name with the character NUL/],
  ['half a character', (b) => b.scriptTask('x', '"\\uD800"', 'r'), {}, /half a character/],
  ['an input', (b) => b.task('x', { inputs: { note: '"\\u0000"' } }), {}, /input note: .*NUL/],
  ['an output', (b) => b.task('x', { outputs: { note: '"\\u0000"' } }), {}, /output note: .*NUL/],
  [
    'a correlation key',
    (b) => b.catchEvent('x', { message: { name: 'm', correlationKey: 'k' } }),
    { k },
    /correlation key.*20000 characters/,
  ],
  [
    'a key of wide characters',
    (b) => b.catchEvent('x', { message: { name: 'm', correlationKey: 'k' } }),
    { k: 'の'.repeat(1_000) },
    /3001 bytes/,
  ],
  ['a message name', (b) => b.catchEvent('x', { message: { name: '=k' } }), { k }, /name of the message has 20000/],
  ['a signal name', (b) => b.catchEvent('x', { signal: '=k' }), { k }, /name of the signal has 20000/],
  ['a thrown key', (b) => b.throwEvent('x', { message: { name: 'm', correlationKey: 'k' } }), { k }, /correlation key.*20000 characters/],
  ['a thrown name', (b) => b.throwEvent('x', { signal: '=k' }), { k }, /name of the signal has 20000/],
  [
    'a payload',
    (b) => b.throwEvent('x', { message: { name: 'm', payload: [{ source: '"\\u0000"', target: 'p' }] } }),
    {},
    /payload p: .*NUL/,
  ],
  ['groups', (b) => b.userTask('x', { groupRule: 'k' }), { k }, /candidate group.*20000 characters/],
  [
    'many groups',
    (b) => b.userTask('x', { groupRule: 'g' }),
    { g: Array.from({ length: 1_001 }, (_, i) => `g${i}`) },
    /1001 candidate groups/,
  ],
  ['an assignee', (b) => b.userTask('x', { assignee: 'k' }), { k }, /assignee has 20000/],
  [
    'a late deadline',
    (b) => b.userTask('x', { deadline: { due: 'PT99999999H', calendar: undefined, alerts: [] } }),
    {},
    /deadline: .*PT99999999H.*years/,
  ],
  ['a deadline by rule', (b) => b.userTask('x', { deadline: { due: '=k', alerts: [] } }), { k: 'P9000Y' }, /deadline: .*P9000Y.*years/],
  ['a late timer', (b) => b.catchEvent('x', { timer: { duration: 'P9000Y' } }), {}, /P9000Y.*years/],
  ['an early timer', (b) => b.catchEvent('x', { timer: { duration: '-P3000Y' } }), {}, /P3000Y.*years/],
  ['a late cycle', (b) => b.catchEvent('x', { timer: { cycle: 'R/P9000Y' } }), {}, /P9000Y.*years/],
  ['a long time to live', (b) => b.throwEvent('x', { message: { name: 'm', timeToLive: 'PT99999999H' } }), {}, /time to live.*years/],
];

describe.each(Object.keys(ways))('what cannot be stored, computed after a %s', (way) => {
  test.each(contents)('%s: an incident at the element', (_, add, variables, text) => {
    const run = ways[way]?.(add, variables);
    expect(run?.incidents).toMatchObject([{ code: 'unstorable', element: 'x' }]);
    expect(run?.incidents[0]?.message).toMatch(text);
    expect(isStorable([run?.state, run?.facts])).toBe(true);
  });
});

test('a payload that the door counts as too large is not thrown: escapes count', () => {
  const pkg = packageOf(
    process()
      .startEvent('s')
      .throwEvent('x', { message: { name: 'm', payload: [{ source: 'p', target: 'p' }] } })
      .endEvent('e')
      .chain('s', 'x', 'e'),
  );
  expect(given(pkg).start({ p: '\n'.repeat(300_000) }).incidents).toMatchObject([{ code: 'resultTooLarge', element: 'x' }]);
  expect(given(pkg).start({ p: 'n'.repeat(300_000) }).status).toBe('completed');
});

test('what can be stored is no incident: 300 and 1,000 characters, the year 9999', () => {
  const pkg = packageOf(
    process()
      .startEvent('s')
      .userTask('x', { assignee: 'a', deadline: { due: '9999-12-31T23:00:00Z', alerts: [] } })
      .boundaryEvent('b', 'x', { message: { name: '=a', correlationKey: 'k' } }, { interrupting: false })
      .endEvent('e')
      .chain('s', 'x', 'e')
      .chain('b', 'e'),
  );
  expect(given(pkg).start({ a: 'a'.repeat(300), k: 'ł'.repeat(1_000) }).incidents).toEqual([]);
});
