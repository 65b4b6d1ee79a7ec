import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  // Until midnight of Warsaw.
  const absence = { user_id: 'anna', from_at: new Date(api.clock.at - 3_600_000), to_at: new Date('2027-03-05T23:00:00Z') };
  await api.database.db.insertInto('absence').values(absence).execute();
});
afterAll(() => api?.close());

it.each([
  ['Europe/Warsaw', '6 Mar 2027'],
  ['America/New_York', '5 Mar 2027'],
  ['Asia/Vladivostok', '6 Mar 2027'],
])('in %s somebody is away until the day it is there: %s', async (zone, day) => {
  expect((await api.call('maria', 'PATCH', '/api/me', { zone })).status).toBe(200);
  const lead = await api.startLead();
  const task = encodeURIComponent(lead.taskId);
  const suggested = await api.call('maria', 'GET', `/api/tasks/${task}/suggestions`);
  expect(suggested.body.items.find((each: { id: string }) => each.id === 'anna').why).toBe(`away until ${day}`);

  await api.database.db
    .updateTable('user_task')
    .set({ assignee: 'anna', due_at: new Date(api.clock.at - 1000) })
    .where('status', '=', 'open')
    .execute();
  const desk = await api.call('maria', 'GET', '/api/desk');
  expect(desk.body.late[0].cause).toBe(`Anna is away until ${day}`);
});
