import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobStatus } from '../../../db/tables/job.ts';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';
import { insertPeople } from '../../testing/people.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

async function jobThatIs(status: JobStatus): Promise<string> {
  const { instanceId } = await api.startLead();
  const key = `${instanceId}:99`;
  const job = { key, instance_id: instanceId, element_instance: 99, element: 'verify', type: 'verify-data', input: '{}', status };
  const limits = { max_attempts: 3, first_delay_ms: 1000, backoff: 2, timeout_ms: 1000, total_timeout_ms: 10_000 };
  await api.database.db
    .insertInto('job')
    .values({ ...job, ...limits, created_at: new Date(api.clock.at) })
    .execute();
  return `/api/jobs/${encodeURIComponent(key)}/settle`;
}

it.each(['waiting', 'begun', 'done', 'cancelled'] as const)(
  'nobody says of a job that is %s that it was done, or starts it anew',
  async (status) => {
    const path = await jobThatIs(status);
    for (const as of ['done', 'anew']) {
      const answer = await api.call('maria', 'POST', path, { as });
      expect([as, answer.status, answer.body.code, answer.body.params]).toEqual([as, 409, 'jobNotOpen', { status }]);
    }
  },
);

it.each(['uncertain', 'failed'] as const)('of one that is %s the case itself is asked', async (status) => {
  const answer = await api.call('maria', 'POST', await jobThatIs(status), { as: 'done' });
  // The case does not know this job: it is the kernel that says so.
  expect(answer.body.code).not.toBe('jobNotOpen');
});

it('in a case without a record it is listed and settled by whoever may see the case', async () => {
  const mail = `<bpmn:serviceTask id="mail"><bpmn:extensionElements><perennial:job type="send-email"><perennial:input source="= &quot;a@b.pl&quot;" target="to" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask>`;
  const ask = '<bpmn:userTask id="ask" name="Ask" perennial:candidateGroups="north" />';
  await publish(api, { key: 'asks', body: line(begin, ask, mail, end) });
  const actor = { id: 'system:intake', roles: [], groups: [] };
  const started = await api.door.startInstance({
    instanceId: 'asks-1',
    commandId: 'a1',
    packageKey: 'asks',
    variables: {},
    records: [],
    actor,
  });
  expect(started).toMatchObject({ status: 'done' });
  const [task] = (await api.call('norma', 'GET', '/api/cases/asks-1')).body.tasks;
  expect((await api.call('norma', 'POST', `/api/tasks/${encodeURIComponent(task.id)}/claim`)).status).toBe(200);
  expect((await api.call('norma', 'POST', `/api/tasks/${encodeURIComponent(task.id)}/complete`, {})).status).toBe(200);
  const { key } = await api.database.db.selectFrom('job').select('key').where('instance_id', '=', 'asks-1').executeTakeFirstOrThrow();
  const error = { code: 'uncertain', message: 'Nobody knows' };
  const command = { type: 'failJob' as const, job: key, error, retriesLeft: 0 };
  expect(await api.door.executeCommand({ instanceId: 'asks-1', commandId: 'f1', command, actor })).toMatchObject({ status: 'done' });
  const listed = async (user: string) =>
    (await api.call(user, 'GET', '/api/jobs/uncertain')).body.items.flatMap((each: { key: string }) =>
      each.key === key ? [each.key] : [],
    );
  // Another team's supervisor sees no case of the north.
  await insertPeople(api.database.db, [{ id: 'stefan', name: 'Stefan', roles: ['supervisor'], teams: ['south'] }]);
  expect(await listed('stefan')).toEqual([]);
  expect((await api.call('stefan', 'POST', `/api/jobs/${encodeURIComponent(key)}/settle`, { as: 'done' })).status).toBe(404);
  expect(await listed('nadia')).toEqual([key]);
  expect((await api.call('nadia', 'POST', `/api/jobs/${encodeURIComponent(key)}/settle`, { as: 'done' })).status).toBe(200);
  expect(await listed('nadia')).toEqual([]);
});
