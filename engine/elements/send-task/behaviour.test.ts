import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('send task', () => {
  test('by a job: it waits for the outcome', () => {
    const run = given(
      packageOf(
        process()
          .startEvent('s')
          .sendTask('mail', { job: { jobType: 'send-email' } })
          .userTask('n')
          .chain('s', 'mail', 'n'),
      ),
    ).start();
    expect(run.effects).toMatchObject([{ jobType: 'send-email' }]);
    run.done('mail', { messageId: 'x' });
    expect(run.tasks).toEqual(['n']);
  });

  test('by a message: it goes on at once, to whoever waits', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .sendTask('tell', { message: { name: 'ready', correlationKey: 'id' } })
        .userTask('n')
        .chain('s', 'tell', 'n'),
    );
    const run = given(pkg).start({ id: 'A' });
    expect([run.tasks, run.effects]).toMatchObject([
      ['n'],
      [{ type: 'publishMessage', name: 'ready', correlationKey: 'A', ttlMs: 3_600_000 }],
    ]);
  });
});
