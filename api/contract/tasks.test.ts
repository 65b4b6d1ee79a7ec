import { describe, expect, it } from 'vitest';
import { deferTask, pauseDeadline } from './tasks.ts';

describe('a reason', () => {
  const until = '2027-03-01T10:00:00Z';
  it.each([
    ['', undefined],
    [' ', undefined],
    ['\t\n ', undefined],
    ['waits for the customer', 'waits for the customer'],
    ['  ждёт ответа \n', 'ждёт ответа'],
    ['x'.repeat(500), 'x'.repeat(500)],
    ['x'.repeat(501), undefined],
  ])('%j is kept as %j', (reason, kept) => {
    expect(pauseDeadline.body?.safeParse({ reason }).data?.reason).toBe(kept);
    expect(deferTask.body?.safeParse({ until, reason }).data?.reason).toBe(kept);
  });
});
