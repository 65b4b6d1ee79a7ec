import { visibleReferences } from '../../../db/queries/references.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { restartOf } from '../../../runtime/restart-instance.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { restartInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { fromDoor, fromRejection } from '../../http/rejection.ts';
import { seenInstance } from '../../views/operate.ts';

export const restartInstance = endpoint(route, async (call) => {
  const { params, body, reader, deps, commandId } = call;
  const seen = await seenInstance(call, params.instance);
  if (isRefusal(seen)) return seen;
  const variables = body.variables as Variables | undefined;
  const restart = await restartOf(deps.pool, { ...body, variables, instanceId: params.instance, commandId, actor: actorOf(reader) });
  if ('rejection' in restart) return fromRejection(restart.rejection);
  const { start } = restart;
  // The new case moves and ends all of them: those it is given as well as those the old one had besides the first.
  const records = start.records.map((record) => record.id);
  const visible = await visibleReferences(deps.db, reachOf(reader), { records, people: [], organisations: [] });
  if (!records.every((id) => visible.has(id))) return notFound('record');
  const result = await deps.door.startInstance(start);
  if (result.status !== 'done') return fromDoor(result);
  return { ok: true as const, instanceId: start.instanceId, lastFact: result.lastFact, status: String(result.reply.status) };
});
