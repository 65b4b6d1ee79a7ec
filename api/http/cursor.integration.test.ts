import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, openApi } from '../testing/api-fixture.ts';
import { encodeCursor } from './cursor.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const nobody = '00000000-0000-4000-8000-000000000000';
const day = '2026-01-01 10:00:00+00';
const noDay = [
  '2026-13-45 99:99:99+00',
  '2026-02-30 10:00:00+00',
  '0000-01-01 00:00:00+00',
  '294277-01-01 00:00:00+00',
  '2026-01-01 10:00:00+99',
];
const inbox = (...keys: unknown[]) => ({ now: 1_795_698_225_325, keys });

/** Keys of the right form that Postgres cannot read: the answer says so, and is no 500. */
it.each([
  ['/api/jobs/uncertain', noDay.map((at) => [at, 'a']).concat([[day, 'a\0']])],
  ['/api/mails/undelivered', noDay.map((at) => [at, nobody])],
  ['/api/cases', noDay.map((at) => [at, 'a']).concat([[day, 'a\0']])],
  ['/api/incidents', [...noDay.map((at) => [at, 'a', 1]), [day, 'a\0', 1], [day, 'a', 1e15]]],
  ['/api/notifications', noDay.map((at) => [at, nobody])],
  ['/api/signals', noDay.map((at) => [at, nobody]).concat([[day, 'a\0']])],
  ['/api/messages', noDay.map((at) => [at, nobody]).concat([[day, 'a\0']])],
  ['/api/batches', noDay.map((at) => [at, nobody]).concat([[day, 'no uuid']])],
  ['/api/instances', [['a\0']]],
  ['/api/records?type=lead&sort=title', [{ sort: 'title', keys: ['a\0', nobody] }]],
  ['/api/records?type=lead&sort=updated', noDay.map((at) => ({ sort: 'updated', keys: [at, nobody] }))],
  [
    '/api/tasks',
    [inbox(1.5, 0, 1, 1, 'a', 1), inbox(0, 3e9, 1, 1, 'a', 1), inbox(0, 0, 1e300, 1, 'a', 1), inbox(0, 0, 1, 1.5, 'a', 1)].concat([
      inbox(0, 0, 1, 1, 'a\0', 1),
      inbox(0, 0, 1, 1, 'a', 3e9),
    ]),
  ],
])('%s: a cursor that was made up is refused', async (path, cursors) => {
  for (const keys of cursors) {
    const given = `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeCursor(keys)}`;
    const answer = await api.call('ada', 'GET', given);
    expect([answer.status, answer.body.code, keys]).toEqual([400, 'invalidCursor', keys]);
  }
});

it('one that Postgres wrote fits: leap days, far years, zones with seconds', async () => {
  for (const at of ['2028-02-29 23:59:59.123456+05:30', '9999-12-31 23:59:59+00', '12026-01-01 00:00:00-00:36:08']) {
    const answer = await api.call('ada', 'GET', `/api/incidents?cursor=${encodeCursor([at, 'a', 1])}`);
    expect([answer.status, at]).toEqual([200, at]);
  }
});
