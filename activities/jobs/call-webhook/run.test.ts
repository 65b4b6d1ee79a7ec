import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../job-type.ts';
import { testContext } from '../testing.ts';
import { definition } from './definition.ts';
import { job } from './run.ts';

const input = (value: unknown) => definition.input.parse(value);
const answering = (response: HttpResponse) => testContext({ http: { send: async () => response } });

describe('call-webhook', () => {
  it('is signed and time-stamped, under an id that the next attempt repeats', async () => {
    const ctx = testContext();
    await job.run(ctx, input({ url: 'https://partner.example/hook', body: { lead: 1 }, secret: 'partner' }));
    const call = ctx.calls[0];
    const timestamp = String(ctx.now() / 1000);
    expect(call?.headers['webhook-id']).toBe('lead-1:12');
    expect(call?.headers['webhook-timestamp']).toBe(timestamp);
    const expected = createHmac('sha256', 'whsec').update(`lead-1:12.${timestamp}.{"lead":1}`).digest('base64');
    expect(call?.headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it.each([
    [200, '{"a":1}', { status: 200, body: { a: 1 } }],
    [204, '', { status: 204, body: '' }],
    [201, 'plain', { status: 201, body: 'plain' }],
  ])('%s %j is a result', async (status, body, output) => {
    expect(await job.run(answering({ outcome: 'answered', status, headers: {}, body }), input({ url: 'https://x.example' }))).toEqual({
      output,
    });
  });

  it.each([
    [400, false],
    [404, false],
    [302, false],
    [429, true],
    [503, true],
  ])('status %s is a failure; repeated: %s', async (status, retry) => {
    expect(
      await job.run(answering({ outcome: 'answered', status, headers: {}, body: 'no' }), input({ url: 'https://x.example' })),
    ).toMatchObject({
      error: { code: 'httpStatus' },
      retry,
    });
  });

  it.each([
    ['privateAddress', false],
    ['badUrl', false],
    ['resultTooLarge', true],
  ] as const)('%s; repeated: %s', async (code, retry) => {
    expect(await job.run(answering({ outcome: 'refused', code, message: 'm' }), input({ url: 'https://x.example' }))).toMatchObject({
      error: { code },
      retry,
    });
  });

  it('an unknown secret stops it before anything is sent', async () => {
    const ctx = testContext();
    expect(await job.run(ctx, input({ url: 'https://x.example', secret: 'nobody' }))).toMatchObject({
      error: { code: 'secretUnknown' },
      retry: false,
    });
    expect(ctx.calls).toEqual([]);
  });
});
