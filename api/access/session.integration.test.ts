import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../testing/api-fixture.ts';
import { password } from '../testing/people.ts';
import { readProxies } from './client-address.ts';
import { hashPassword } from './sign-in.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ settings: { trustedProxies: readProxies('127.0.0.1') } });
  await api.database.db
    .insertInto('app_user')
    .values({
      id: 'demo',
      login: 'demo',
      name: 'Demo',
      roles: ['rep'],
      demo: true,
      demo_password: 'demo demo',
      password_hash: await hashPassword('demo demo'),
    })
    .execute();
});
afterAll(() => api?.close());

const signIn = (login: string, secret: string, headers: Record<string, string> = {}) =>
  api.call(null, 'POST', '/api/session', { login, password: secret }, { headers });
const cookieOf = (answer: { headers: Headers }) => answer.headers.getSetCookie()[0] ?? '';

describe('a session', () => {
  it('begins with name and password; the cookie is HttpOnly, the database knows only its hash', async () => {
    const answer = await signIn('ANNA', password);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: 'anna', teams: ['pre-sales', 'sales'], roles: ['rep'], locale: 'en' });
    expect(answer.body.rights).toContain('task:work');
    expect(answer.body.rights).not.toContain('admin');
    const cookie = cookieOf(answer);
    expect(cookie).toMatch(/^perennial=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const token = cookie.slice('perennial='.length, cookie.indexOf(';'));
    const stored = JSON.stringify(await api.database.db.selectFrom('session').selectAll().execute());
    expect(stored).not.toContain(token);
    const me = await api.call(null, 'GET', '/api/me', undefined, { headers: { cookie: `perennial=${token}` } });
    expect(me.body).toMatchObject({ id: 'anna', csrf: answer.body.csrf });
    const out = await api.call(null, 'DELETE', '/api/session', undefined, {
      headers: { cookie: `perennial=${token}`, 'x-csrf-token': answer.body.csrf },
    });
    expect([out.status, cookieOf(out)]).toEqual([200, expect.stringContaining('Max-Age=0')]);
    expect((await api.call(null, 'GET', '/api/me', undefined, { headers: { cookie: `perennial=${token}` } })).status).toBe(401);
  });

  it('answers every wrong way alike', async () => {
    const answers = [await signIn('boris', 'wrong'), await signIn('nobody', password), await signIn("x' or 1=1 --", 'x')];
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([401, answers[0]?.body]);
  });

  it('ends when it is idle, when its time is over, and when the user is deactivated', async () => {
    const { db } = api.database;
    const check = () => api.call('clara', 'GET', '/api/me').then((answer) => answer.status);
    const forget = () => new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await check()).toBe(200);
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    await db
      .updateTable('session')
      .set({ seen_at: hours(13) })
      .where('user_id', '=', 'clara')
      .execute();
    await forget();
    expect(await check()).toBe(401);
    await db
      .updateTable('session')
      .set({ seen_at: hours(1), expires_at: hours(0.01) })
      .where('user_id', '=', 'clara')
      .execute();
    expect(await check()).toBe(401);
    await db
      .updateTable('session')
      .set({ seen_at: hours(1), expires_at: hours(-1) })
      .where('user_id', '=', 'clara')
      .execute();
    expect(await check()).toBe(200);
    await db.updateTable('app_user').set({ active: false }).where('id', '=', 'clara').execute();
    await forget();
    expect(await check()).toBe(401);
  });

  it('who was deactivated a moment ago moves nothing: the door asks again inside the commit', async () => {
    const lead = await api.startLead();
    expect((await api.call('boris', 'GET', '/api/me')).status).toBe(200);
    await api.database.db.updateTable('app_user').set({ active: false }).where('id', '=', 'boris').execute();
    const answer = await api.call('boris', 'POST', `/api/tasks/${encodeURIComponent(lead.taskId)}/claim`);
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    await api.database.db.updateTable('app_user').set({ active: true }).where('id', '=', 'boris').execute();
  });

  it('demo passwords work from this machine only, and are shown only there', async () => {
    expect((await api.call(null, 'GET', '/api/session/hints')).body.demoUsers).toMatchObject([{ login: 'demo', password: 'demo demo' }]);
    const away = { 'x-forwarded-for': '203.0.113.7' };
    expect((await api.call(null, 'GET', '/api/session/hints', undefined, { headers: away })).body.demoUsers).toEqual([]);
    expect((await signIn('demo', 'demo demo', away)).status).toBe(401);
    expect((await signIn('demo', 'demo demo')).status).toBe(200);
  });

  it('is refused from another site, and after ten wrong passwords also with the right one', async () => {
    expect((await signIn('oskar', password, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const wrong = await Promise.all(Array.from({ length: 10 }, () => signIn('oskar', 'wrong')));
    expect(wrong.map((answer) => answer.status)).toEqual(Array(10).fill(401));
    const right = await signIn('oskar', password);
    expect([right.status, right.body.code]).toEqual([429, 'tooManyAttempts']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(600);
    expect((await signIn('nadia', password)).status).toBe(200);
  });

  const from = (address: string) => ({ 'x-forwarded-for': address });
  const status = async (login: string, secret: string, address: string) => (await signIn(login, secret, from(address))).status;

  it('a hundred wrong passwords lock out their own address, and nobody who signed in from it before', async () => {
    expect(await status('mark', password, '198.51.100.1')).toBe(200);
    const guesses = Array.from({ length: 100 }, (_, index) => status(`guess-${index % 10}`, 'wrong', '198.51.100.1'));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([401]));
    expect(await status('sofia', password, '198.51.100.1')).toBe(429);
    expect(await status('sofia', password, '203.0.113.1, 198.51.100.1')).toBe(429);
    expect(await status('mark', password, '198.51.100.1')).toBe(200);
    expect(await status('sofia', password, '198.51.100.2')).toBe(200);
  });

  it('who is guessed at from everywhere still signs in where he did before', async () => {
    expect(await status('ada', password, '192.0.2.1')).toBe(200);
    const guesses = Array.from({ length: 100 }, (_, index) => status('ada', 'wrong', `192.0.2.${100 + (index % 20)}`));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([401]));
    expect(await status('ada', 'wrong', '192.0.2.2')).toBe(429);
    expect(await status('ada', password, '192.0.2.1')).toBe(200);
    expect(await status('norma', password, '192.0.2.2')).toBe(200);
  });

  it('changes language and zone; a zone that does not exist is refused', async () => {
    expect((await api.call('maria', 'PATCH', '/api/me', { locale: 'ru', zone: 'Asia/Novosibirsk' })).body).toMatchObject({
      locale: 'ru',
      zone: 'Asia/Novosibirsk',
    });
    expect((await api.call('maria', 'PATCH', '/api/me', { zone: 'Mars/Olympus' })).status).toBe(422);
    expect((await api.call('maria', 'PATCH', '/api/me', { roles: ['administrator'] })).status).toBe(400);
  });
});
