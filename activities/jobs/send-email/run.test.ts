import { describe, expect, it } from 'vitest';
import { testContext } from '../testing.ts';
import { definition } from './definition.ts';
import { fillLetter } from './letters.ts';
import { messageId } from './message-id.ts';
import { job } from './run.ts';

const input = (value: unknown) => definition.input.parse(value);

describe('send-email', () => {
  it('sends under a Message-ID that the next attempt repeats', async () => {
    const first = testContext();
    const second = testContext({ attempt: 2 });
    const what = input({ to: 'Anna@Klos.example', template: 'nurture', language: 'pl', values: { name: 'Anna' } });
    const result = await job.run(first, what);
    await job.run(second, what);
    expect(result).toMatchObject({ output: { sent: true, messageId: first.mails[0]?.messageId }, alongsideIfIgnored: true });
    expect(second.mails[0]?.messageId).toBe(first.mails[0]?.messageId);
    expect(first.mails[0]).toMatchObject({
      to: ['anna@klos.example'],
      subject: 'Gdy przyjdzie pora',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    expect(first.mails[0]?.text).toContain('Dzień dobry Anna,');
  });

  it('another job has another Message-ID, in the domain of the sender', () => {
    expect(messageId('lead-1:12', 'crm@firma.example')).not.toBe(messageId('lead-1:13', 'crm@firma.example'));
    expect(messageId('lead-1:12', 'X <crm@firma.example>')).toMatch(/^<[0-9a-f]{32}\.perennial@firma\.example>$/);
  });

  it.each([[null], [''], ['nobody'], [[]]])('to %j nothing is sent, and that is no failure', async (to) => {
    const ctx = testContext();
    expect(await job.run(ctx, input({ to, template: 'nurture' }))).toEqual({
      output: { sent: false, messageId: null, reason: 'noAddress' },
    });
    expect(ctx.mails).toEqual([]);
  });

  it.each([
    [true, 'mailRefused', false],
    [false, 'mailDeferred', true],
  ])('a refusal of the server (for good: %s) is %s', async (permanent, code, retry) => {
    const ctx = testContext({ mailer: { send: async () => ({ accepted: false, permanent, message: '550 no such user' }) } });
    expect(await job.run(ctx, input({ to: 'a@b.example', subject: 'x', text: 'y' }))).toMatchObject({ error: { code }, retry });
  });

  it('a broken connection is thrown on: nobody knows whether it left', async () => {
    const ctx = testContext({
      mailer: {
        send: async () => {
          throw new Error('socket closed');
        },
      },
    });
    await expect(job.run(ctx, input({ to: 'a@b.example', subject: 'x', text: 'y' }))).rejects.toThrow('socket closed');
  });

  it.each([
    [{ name: 'Anna' }, 'Hello Anna, you'],
    [{ name: null }, 'Hello, you'],
    [{}, 'Hello, you'],
    [{ name: '{secret}' }, 'Hello {secret}, you'],
  ])('%j fills the letter', (values, text) => expect(fillLetter({ subject: 's', text: 'Hello {name}, you' }, values).text).toBe(text));

  it('no line break gets into a subject', () => {
    expect(fillLetter({ subject: 'Offer {title}', text: '' }, { title: 'x\r\nBcc: all@firma.example' }).subject).toBe(
      'Offer x Bcc: all@firma.example',
    );
  });
});
