import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobStatus } from '../../../db/tables/job.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

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
