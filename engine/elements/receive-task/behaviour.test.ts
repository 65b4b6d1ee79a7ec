import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('receive task', () => {
  const pkg = packageOf(
    process()
      .startEvent('s')
      .receiveTask('wait', { name: 'signed', correlationKey: 'contract' }, { outputs: { signedBy: 'who' } })
      .boundaryEvent('slow', 'wait', { timer: { duration: 'P7D' } })
      .userTask('go')
      .userTask('chase')
      .chain('s', 'wait', 'go')
      .chain('slow', 'chase'),
  );

  test('takes its message; with outputs the payload stays inside', () => {
    const run = given(pkg).start({ contract: 'C1' });
    run.message('signed', { who: 'Jan', ip: '::1' }, 'C1');
    expect([run.tasks, run.variables]).toEqual([['go'], { contract: 'C1', signedBy: 'Jan' }]);
  });

  test('its boundary timer ends the wait, and a message after it is not expected', () => {
    const run = given(pkg).start({ contract: 'C1' });
    run.advance('2027-02-08T10:00:00Z');
    expect(run.tasks).toEqual(['chase']);
    expect(run.refused({ type: 'deliverMessage', messageId: 'm', name: 'signed', correlationKey: 'C1', payload: {} }).code).toBe(
      'messageNotExpected',
    );
  });
});
