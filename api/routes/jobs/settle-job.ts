import { findIncidentOfJob, findJob } from '../../../db/queries/operations-jobs.ts';
import type { Command } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { settleJob as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';

/** Whether it was done is a person's to say only where nobody else can know. */
const settleable = new Set(['uncertain', 'failed']);

/** `done`: the case goes on as after the job. `anew`: a new job under a new key, so that it can be told from the first. */
export const settleJob = endpoint(route, async ({ params, body, reader, commandId, deps }) => {
  const job = await findJob(deps.db, reachOf(reader), params.job);
  if (!job) return notFound('job');
  const incident = await findIncidentOfJob(deps.db, job.instanceId, job.key);
  if (!settleable.has(job.status) || (body.as === 'anew' && incident === undefined))
    return refuse(409, 'jobNotOpen', 'This job is neither uncertain nor failed.', { params: { status: job.status } });
  const command: Command =
    body.as === 'done' ? { type: 'completeJob', job: job.key, output: {} } : { type: 'retryIncident', incident: incident as number };
  const result = await deps.door.executeCommand({ instanceId: job.instanceId, commandId, command, actor: actorOf(reader) });
  return result.status === 'done' ? { ok: true as const } : fromDoor(result);
});
