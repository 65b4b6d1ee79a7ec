import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Crm, openCrm } from '../../../crm/testing/open-crm.ts';
import type { JobContext } from '../../job-type.ts';
import { testContext } from '../testing.ts';
import { definition } from './definition.ts';
import { job } from './run.ts';
import { sentenceFor } from './sentences.ts';

let crm: Crm;
beforeAll(async () => {
  crm = await openCrm();
});
afterAll(() => crm?.close());

let key = 0;
const context = (over: Partial<JobContext> = {}) => testContext({ db: crm.db, jobKey: `lead-1:${++key}`, records: [], ...over });
const input = (value: unknown) => definition.input.parse(value);
const told = (jobKey: string) =>
  crm.rows<{ user_id: string; kind: string; text: string }>('select * from notification where fold_key = $1 order by user_id', [jobKey]);

it.each([
  ['supervisor', ['marta']],
  ['', ['marta']],
  ['pre-sales', ['ivan', 'kinga', 'olga']],
  ['tomasz', ['tomasz']],
  ['nobody', []],
])('to "%s": %j', async (to, users) => {
  const ctx = context();
  expect(await job.run(ctx, input({ to, subject: 'Look' }))).toEqual({ output: { told: users, mailed: users } });
  expect((await told(ctx.jobKey)).map((row) => row.user_id)).toEqual(users);
  expect(ctx.mails.map((mail) => mail.to[0])).toEqual(users.map((user) => `${user}@perennial.example`));
});

it('a task nobody has is told to its groups, in the app only', async () => {
  const ctx = context();
  expect(await job.run(ctx, input({ to: 'assignee', subject: 'Soon', groups: ['pre-sales'], kind: 'needsYou' }))).toMatchObject({
    output: { mailed: [] },
  });
  expect((await told(ctx.jobKey)).map((row) => row.kind)).toEqual(['needsYou', 'needsYou', 'needsYou']);
});

it('the app is told before the mail: a mail whose fate is unknown leaves nobody in the dark', async () => {
  const ctx = context({
    mailer: {
      send: async () => {
        throw new Error('connection lost');
      },
    },
  });
  await expect(job.run(ctx, input({ to: 'marta', subject: 'Late', kind: 'late' }))).rejects.toThrow('connection lost');
  expect(await told(ctx.jobKey)).toMatchObject([{ user_id: 'marta', kind: 'late' }]);
});

it('when nobody knows how far it came, whoever was not told is told in the app, once, and no mail is sent', async () => {
  const ctx = context();
  const news = input({ to: 'pre-sales', subject: 'Late', kind: 'late' });
  await crm.rows(
    "insert into notification (user_id, kind, text, fold_key, at, read_at) values ('olga', 'late', 'Late', $1, now(), now())",
    [ctx.jobKey],
  );
  for (let time = 0; time < 2; time += 1) await job.ifUncertain?.(ctx, news);
  expect((await told(ctx.jobKey)).map((row) => row.user_id)).toEqual(['ivan', 'kinga', 'olga']);
  expect(ctx.mails).toEqual([]);
});

it('each reader gets the sentence in his language, under a Message-ID of his own that repeats', async () => {
  const ctx = context();
  const news = input({ to: 'pre-sales', subject: 'Pre-sales call is late', code: 'taskLate', params: { task: 'Pre-sales call' } });
  await job.run(ctx, news);
  expect(ctx.mails.map((mail) => mail.subject)).toEqual([
    'Просрочено: Pre-sales call',
    'Po terminie: Pre-sales call',
    'Pre-sales call is late',
  ]);
  const again = context({ jobKey: ctx.jobKey });
  await job.run(again, news);
  expect(again.mails.map((mail) => mail.messageId)).toEqual(ctx.mails.map((mail) => mail.messageId));
  expect(new Set(ctx.mails.map((mail) => mail.messageId)).size).toBe(3);
});

it('all addresses refused is a failure that says whose', async () => {
  const ctx = context({ mailer: { send: async () => ({ accepted: false, permanent: true, message: '550' }) } });
  expect(await job.run(ctx, input({ to: 'marta', subject: 'x' }))).toMatchObject({ error: { code: 'mailRefused' }, retry: true });
});

it('a code without a sentence is told as it was written', () => {
  expect(sentenceFor('unknown', {}, 'ru', 'As written')).toBe('As written');
  expect(sentenceFor('taskLate', {}, 'en', 'x')).toBe(' is late');
});
