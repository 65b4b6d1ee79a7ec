import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, openApi } from '../testing/api-fixture.ts';
import { people } from '../testing/people.ts';

let api: Api;
beforeAll(async () => {
  const owners = (['en', 'ru', 'pl'] as const).map((locale) => ({
    id: `owner-${locale}`,
    name: locale,
    roles: ['process-owner'],
    teams: [],
    locale,
  }));
  api = await openApi({ users: [...people, ...owners] });
});
afterAll(() => api?.close());

it.each([
  [
    'en',
    'Mend what was sent. key: must be 2 to 41 small Latin letters, digits and hyphens, the first a letter. name: is missing. more: there is no field more.',
  ],
  [
    'ru',
    'Исправьте отправленное. key: нужно от 2 до 41 строчных латинских букв, цифр и дефисов, сначала буква. name: не указано. more: поля more нет.',
  ],
  [
    'pl',
    'Popraw to, co wysłano. key: potrzeba od 2 do 41 małych liter łacińskich, cyfr i łączników, najpierw litera. name: brakuje. more: nie ma pola more.',
  ],
])('a bad body is told field by field in %s', async (locale, message) => {
  const answer = await api.call(`owner-${locale}`, 'POST', '/api/processes', { key: 'Ключ!', more: 1 });
  expect([answer.status, answer.body.code, answer.body.message]).toEqual([400, 'invalidBody', message]);
  expect(answer.body.fields?.map(({ path }: { path: string }) => path)).toEqual(['key', 'name', 'more']);
});

it('a query, a body that is no JSON and one that is too large, too', async () => {
  const query = await api.call('owner-ru', 'GET', '/api/signals?limit=0');
  expect(query.body.message).toBe('Исправьте адрес вызова. limit: не меньше 1.');
  const raw = { raw: '{"key": ', headers: { 'content-type': 'application/json' } };
  expect((await api.call('owner-pl', 'POST', '/api/processes', undefined, raw)).body.message).toBe(
    'To, co wysłano, nie jest poprawnym JSON.',
  );
});

it('a number too large to be one is refused, not stored as nothing', async () => {
  const raw = { raw: '{"name": "n", "payload": {"deep": [1, 1e999]}}', headers: { 'content-type': 'application/json' } };
  const answer = await api.call('owner-en', 'POST', '/api/messages', undefined, raw);
  expect([answer.status, answer.body.code, answer.body.place]).toEqual([400, 'numberTooLarge', 'payload.deep.1']);
  expect(answer.body.message).toBe('payload.deep.1: the number is too large, at most about 1.8e308.');
});

it('before anybody is signed in the browser’s language counts', async () => {
  const answer = await api.call(null, 'POST', '/api/session', { login: '' }, { headers: { 'accept-language': 'pl-PL,pl;q=0.9,en;q=0.5' } });
  expect(answer.body.message).toContain('password: brakuje.');
});
