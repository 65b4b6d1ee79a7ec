import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const pkg = packageOf(
  process()
    .startEvent('s')
    .eventBased('wait')
    .catchEvent('answer', { message: { name: 'answer', correlationKey: 'order' } }, { outputs: { said: 'text' } })
    .catchEvent('silence', { timer: { duration: 'P2D' } })
    .receiveTask('refusal', { name: 'refusal', correlationKey: 'order' })
    .userTask('talk')
    .userTask('remind')
    .userTask('close')
    .chain('s', 'wait', 'answer', 'talk')
    .chain('wait', 'silence', 'remind')
    .chain('wait', 'refusal', 'close'),
);

describe('event-based gateway', () => {
  test('the first event is gone on at, the others wait no longer', () => {
    const run = given(pkg).start({ order: 'D-7' });
    expect(run.one('wait').subscriptions).toHaveLength(2);
    run.message('answer', { text: 'yes' }, 'D-7');
    expect(run.tasks).toEqual(['talk']);
    expect(run.variables.said).toBe('yes');
    expect(run.of('timerCancelled')).toHaveLength(1);
    expect(run.of('subscriptionClosed')).toHaveLength(2);
    expect(run.refused({ type: 'deliverMessage', messageId: 'x', name: 'refusal', correlationKey: 'D-7', payload: {} }).code).toBe(
      'messageNotExpected',
    );
  });

  test('the timer', () => {
    const run = given(pkg).start({ order: 'D-7' });
    expect(run.at('2027-02-03T09:59:59Z').refused({ type: 'advance' })).toMatchObject({
      code: 'notYet',
      params: { nextDue: Date.parse('2027-02-03T10:00:00Z') },
    });
    run.advance('2027-02-03T10:00:00Z');
    expect(run.tasks).toEqual(['remind']);
  });

  test('a receive task behind it', () => {
    const run = given(pkg).start({ order: 7 });
    run.message('refusal', {}, '7');
    expect(run.tasks).toEqual(['close']);
    expect(run.path).toEqual(['s', 'wait', 'refusal', 'close']);
  });
});
