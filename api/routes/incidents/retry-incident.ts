import { findIncident } from '../../../db/queries/operations-incidents.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { retryIncident as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { parseNumberedId } from '../../http/numbered-id.ts';
import { notFound } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';

export const retryIncident = endpoint(route, async ({ params, body, reader, commandId, deps }) => {
  const key = parseNumberedId(params.incident);
  if (!key || !(await findIncident(deps.db, reachOf(reader), key.instanceId, key.number))) return notFound('incident');
  const result = await deps.door.executeCommand({
    instanceId: key.instanceId,
    commandId,
    command: { type: 'retryIncident', incident: key.number, variables: body.variables as Variables | undefined },
    actor: actorOf(reader),
  });
  return result.status === 'done' ? { ok: true as const } : fromDoor(result);
});
