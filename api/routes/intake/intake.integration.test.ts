import { createTransport } from 'nodemailer';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInlineWorker } from '../../../activities/inline-worker.ts';
import { seedStaff } from '../../../crm/demo/index.ts';
import { hashPassword } from '../../access/sign-in.ts';
import { type MailCatcher, startMailCatcher } from '../../mail-catcher.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';
import { publishShipped } from '../../testing/shipped.ts';

let api: Api;
let catcher: MailCatcher;
let work: (instanceId: string) => Promise<void>;

beforeAll(async () => {
  api = await openApi({ users: [{ id: 'ada', name: 'Ada', roles: ['administrator'], teams: [] }] });
  const { db } = api.database;
  await publishShipped(api.packageStore, api.clock.at);
  await seedStaff({ db, now: api.clock.now, hashPassword });
  catcher = await startMailCatcher(db, 0);
  const transport = createTransport({ host: '127.0.0.1', port: catcher.port, secure: false, ignoreTLS: true });
  work = createInlineWorker({
    db,
    door: api.door,
    mailer: {
      async send({ headers, ...mail }) {
        await transport.sendMail({ ...mail, headers });
        return { accepted: true };
      },
    },
    http: { send: async () => ({ outcome: 'failed', code: 'unreachable', message: 'not in this test' }) },
    now: api.clock.now,
    log: pino({ level: 'silent' }),
    settings: {
      defaultCountry: 'PL',
      mailFrom: 'Perennial <crm@firma.example>',
      publicUrl: 'http://127.0.0.1',
      secret: () => undefined,
      allowedPrivateHosts: [],
    },
  });
});
afterAll(async () => {
  await catcher?.close();
  await api?.close();
});

const post = (body: Record<string, unknown>, channel = 'web-form') => api.call(null, 'POST', `/api/intake/${channel}`, body);
const leads = async () =>
  (await api.call('ada', 'GET', '/api/records?type=lead')).body as { total: number; items: { id: string; title: string }[] };
const intake = async (status = '') =>
  (await api.call('ada', 'GET', `/api/intake${status && `?status=${status}`}`)).body.items as {
    id: string;
    status: string;
    recordId: string | null;
  }[];
async function runJobs() {
  for (const { id } of await api.database.db.selectFrom('instance').select('id').where('status', '=', 'open').execute()) await work(id);
}

describe('a web form', () => {
  it('P30: double clicks are one lead, each call answered alike; the next day is a new interest', async () => {
    const body = { name: 'Jan Kowalski', phone: '601 123 456', email: 'jan@firma.example', need: 'labels' };
    const burst = await Promise.all([
      post(body),
      post(body),
      ...Array.from({ length: 7 }, () => post(Object.fromEntries(Object.entries(body).reverse()))),
    ]);
    expect(new Set(burst.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(new Set(burst.map((answer) => answer.body.reference)).size).toBe(1);
    expect((await leads()).total).toBe(1);
    api.clock.at += 86_400_000;
    const next = await post({ ...body, need: 'tape' });
    expect([next.status, next.body.reference === burst[0]?.body.reference]).toEqual([200, false]);
    expect((await leads()).total).toBe(2);
  });

  it('P30: the trapped one is answered alike, makes no lead, and can be released', async () => {
    const before = (await leads()).total;
    const trapped = await post({ name: 'Robot', phone: '602 222 333', website2: 'http://spam.example' });
    expect([trapped.status, Object.keys(trapped.body)]).toEqual([200, ['reference']]);
    expect((await leads()).total).toBe(before);
    const [spam] = await intake('spam');
    expect(spam).toMatchObject({ status: 'spam', recordId: null });
    expect((await api.call('ada', 'POST', `/api/intake/${spam?.id}/release`)).status).toBe(200);
    expect((await leads()).total).toBe(before + 1);
    expect((await api.call('ada', 'POST', `/api/intake/${spam?.id}/release`)).body.code).toBe('intakeNotWaiting');
  });

  it('stands on the company’s own site: another origin may post, without cookies', async () => {
    const options = await fetch(`${api.address}/api/intake/web-form`, {
      method: 'OPTIONS',
      headers: { origin: 'https://firma.example', 'access-control-request-method': 'POST' },
    });
    expect([
      options.status,
      options.headers.get('access-control-allow-origin'),
      options.headers.get('access-control-allow-credentials'),
    ]).toEqual([204, '*', null]);
    const form = await fetch(`${api.address}/api/intake/web-form`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Ewa', email: 'ewa@klos.example' }),
    });
    expect([form.status, form.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect((await post({ name: 'x' }, 'nowhere')).status).toBe(404);
    expect((await post({ name: { first: 'x' } })).status).toBe(400);
    expect((await post({ need: 'x'.repeat(1_200_000) })).status).toBe(413);
    const others = await fetch(`${api.address}/api/records`, { headers: { origin: 'https://firma.example' } });
    expect(others.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('P27: a known customer’s new request is a new lead of his, no second person, and his manager is told in the app and by mail', async () => {
    const { db } = api.database;
    const person = '00000000-0000-4000-8000-0000000000aa';
    const at = new Date(api.clock.at);
    await db
      .insertInto('person')
      .values({ id: person, name: 'Maria Nowak', owner: 'tomasz', team: 'sales-pl', created_at: at, updated_at: at })
      .execute();
    await db
      .insertInto('contact_point')
      .values({
        id: '00000000-0000-4000-8000-0000000000ab',
        kind: 'email',
        value: 'maria@klos.example',
        raw: 'maria@klos.example',
        person_id: person,
        created_at: at,
      })
      .execute();
    await runJobs();
    const people = await db.selectFrom('person').select('id').execute();
    const { body } = await post({ name: 'Maria Nowak', email: 'Maria@klos.example', need: 'insurance' });
    await runJobs();
    const row = await db.selectFrom('intake').selectAll().where('reference', '=', body.reference).executeTakeFirstOrThrow();
    expect([row.status, row.person_id]).toEqual(['attached', person]);
    const record = (await api.call('ada', 'GET', `/api/records/${row.record_id}`)).body;
    expect(record.people).toMatchObject([{ id: person, name: 'Maria Nowak', emails: ['maria@klos.example'] }]);
    expect((await db.selectFrom('person').select('id').execute()).length).toBe(people.length);
    const told = (await api.call('tomasz', 'GET', '/api/notifications')).body;
    expect(told.items[0]).toMatchObject({ kind: 'needsYou', recordId: row.record_id });
    const mails = (await api.call('ada', 'GET', '/api/dev/mails')).body;
    expect(mails.items[0]).toMatchObject({ to: ['tomasz@perennial.example'], messageId: expect.stringMatching(/^<.+@firma\.example>$/) });
    const history = (await api.call('ada', 'GET', `/api/records/${row.record_id}/history`)).body.items as { kind: string }[];
    expect(history.some((entry) => entry.kind === 'intake')).toBe(true);
  });

  it('a caught mail that comes twice is two rows', async () => {
    const before = (await api.call('ada', 'GET', '/api/dev/mails')).body.total;
    const transport = createTransport({ host: '127.0.0.1', port: catcher.port, ignoreTLS: true });
    for (let time = 0; time < 2; time += 1)
      await transport.sendMail({
        from: 'a@b.example',
        to: 'c@d.example',
        subject: 'Zażółć',
        text: 'jaźń',
        messageId: '<same@firma.example>',
      });
    const mails = (await api.call('ada', 'GET', '/api/dev/mails?limit=2')).body;
    expect([mails.total, mails.items.map((mail: { messageId: string; subject: string }) => [mail.messageId, mail.subject])]).toEqual([
      before + 2,
      [
        ['<same@firma.example>', 'Zażółć'],
        ['<same@firma.example>', 'Zażółć'],
      ],
    ]);
  });

  it('goes its way through the API: checked, called, agreed to call back, not before the office opens', async () => {
    const { body } = await post({ name: 'Piotr Zieliński', phone: '603 300 400', need: 'thermal tape', source: 'webForm' });
    await runJobs();
    const row = await api.database.db.selectFrom('intake').selectAll().where('reference', '=', body.reference).executeTakeFirstOrThrow();
    const [task] = (await api.call('ada', 'GET', `/api/records/${row.record_id}`)).body.tasks;
    expect(task).toMatchObject({
      name: 'Pre-sales call',
      groups: ['pre-sales'],
      contact: { name: 'Piotr Zieliński', phone: '+48603300400' },
    });
    const path = `/api/tasks/${encodeURIComponent(task.id)}`;
    const russian = (await api.call('ivan', 'GET', path)).body;
    expect(russian.name).not.toBe('Pre-sales call');
    expect(russian.form.map((field: { label: string }) => field.label).join()).toMatch(/[а-я]/);
    expect(russian.deadline.sentence).toMatch(/[а-я]/);
    const night = new Date(api.clock.at + 14 * 3_600_000).toISOString();
    const closed = await api.call('olga', 'POST', `${path}/call-back`, { at: night });
    expect([closed.status, closed.body.code]).toEqual([422, 'outsideHours']);
    const at = closed.body.params?.nextOpening as string;
    const load = await api.call('olga', 'GET', `/api/call-backs/load?at=${encodeURIComponent(night)}`);
    expect(load.body).toMatchObject({ open: false, nextOpening: at, taken: 0 });
    const agreed = await api.call('olga', 'POST', `${path}/call-back`, { at, note: 'asks for tomorrow' });
    expect(agreed.status).toBe(200);
    expect(agreed.body.next).toMatchObject([{ name: 'Pre-sales call', followUpAt: at }]);
    const figures = (await api.call('marta', 'GET', '/api/figures')).body;
    expect(figures.outcomes.find((each: { key: string }) => each.key === 'callBack')).toMatchObject({ count: 1 });
    const waiting = (await api.call('olga', 'GET', '/api/tasks?view=waiting')).body;
    expect(waiting.items).toMatchObject([{ id: agreed.body.next[0].id }]);
    const desk = (await api.call('marta', 'GET', '/api/desk')).body;
    expect(desk.load.map((each: { id: string }) => each.id)).toContain('olga');
    expect(desk.rules.length).toBeGreaterThan(3);
  });
});
