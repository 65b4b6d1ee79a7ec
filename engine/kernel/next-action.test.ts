import { describe, expect, test } from 'vitest';
import { given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

const records = [{ alias: 'lead', type: 'lead', id: 'L1', version: 1, fields: {} }];
const ofLead = (builder: ReturnType<typeof process>) => given(packageOf(builder, { recordType: 'lead' }), { records }).start();

describe('a case of a record always has a next action', () => {
  test('waiting for a message without a deadline is an incident at once, gone when the case moves', () => {
    const run = ofLead(process().startEvent('s').catchEvent('m', { message: 'm' }).userTask('t').chain('s', 'm', 't'));
    expect(run.incidents).toMatchObject([{ code: 'noNextAction' }]);
    run.message('m');
    expect([run.tasks, run.incidents]).toEqual([['t'], []]);
  });

  test.each([
    ['a task', process().startEvent('s').userTask('t').chain('s', 't')],
    [
      'a timer',
      process()
        .startEvent('s')
        .catchEvent('t', { timer: { duration: 'P1D' } })
        .chain('s', 't'),
    ],
    ['a job', process().startEvent('s').serviceTask('t').chain('s', 't')],
    [
      'a subscription with a deadline beside it',
      process()
        .startEvent('s')
        .receiveTask('t', 'm')
        .boundaryEvent('b', 't', { timer: { duration: 'P1D' } })
        .endEvent('e')
        .chain('s', 't')
        .chain('b', 'e'),
    ],
    [
      'an event-based gateway with a timer',
      process()
        .startEvent('s')
        .eventBased('g')
        .catchEvent('m', { message: 'm' })
        .catchEvent('t', { timer: { duration: 'P1D' } })
        .chain('s', 'g', 'm')
        .chain('g', 't'),
    ],
  ])('%s is one', (_what, builder) => {
    expect(ofLead(builder).incidents).toEqual([]);
  });

  test('a join that waits for a branch that is gone', () => {
    const run = ofLead(
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .endEvent('x')
        .parallel('j')
        .userTask('n')
        .boundaryEvent('t', 'b', { timer: { duration: 'PT1H' } })
        .chain('s', 'f', 'a', 'j', 'n')
        .chain('f', 'b', 'j')
        .chain('t', 'x'),
    );
    run.complete('a');
    run.advance('2027-02-01T11:00:00Z');
    expect(run.incidents).toMatchObject([{ code: 'noNextAction' }]);
  });

  test('another incident is a next action for the supervisor: one is enough', () => {
    expect(ofLead(process().startEvent('s').scriptTask('t', 'x + 1', 'y').chain('s', 't')).incidents).toMatchObject([
      { code: 'missingVariable' },
    ]);
  });
});

describe('any other case', () => {
  const waits = process().startEvent('s').catchEvent('m', { message: 'm' }).chain('s', 'm');
  const choice = process()
    .startEvent('s')
    .adHoc('any', {}, (inner) => inner.userTask('call'))
    .chain('s', 'any');
  const condition = process().startEvent('s').catchEvent('c', { condition: 'n > 3' }).chain('s', 'c');

  test.each([
    ['a message', waits],
    ['a choice of steps', choice],
    ['a condition', condition],
  ])('may wait for %s as long as it likes', (_what, builder) => {
    expect(given(packageOf(builder)).start({ n: 1 }).incidents).toEqual([]);
  });

  test('is told when nothing can move it any more, and is silent again when an operator has moved it', () => {
    const either = process()
      .startEvent('s')
      .exclusive('x')
      .task('a')
      .task('b')
      .parallel('j')
      .userTask('n')
      .flow('x', 'a', { condition: 'yes' })
      .flow('x', 'b', { default: true })
      .chain('s', 'x')
      .chain('b', 'j', 'n')
      .chain('a', 'j');
    const run = given(packageOf(either)).start({ yes: true });
    expect(run.incidents).toMatchObject([{ code: 'noNextAction' }]);
    run
      .as({ id: 'chief', roles: ['supervisor'], groups: [] })
      .must({ type: 'modify', start: [{ element: 'n' }], cancel: [], reason: 'it never joins' });
    expect([run.tasks, run.incidents]).toEqual([['n'], []]);
  });
});
