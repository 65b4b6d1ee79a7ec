import type { Variables } from '../../../engine/contract/index.ts';
import { restartInstance as restart } from '../../../runtime/restart-instance.ts';
import { actorOf } from '../../access/reader.ts';
import { restartInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';
import { seenInstance } from '../../views/operate.ts';

export const restartInstance = endpoint(route, async (call) => {
  const { params, body, reader, deps, commandId } = call;
  const seen = await seenInstance(call, params.instance);
  if (isRefusal(seen)) return seen;
  const { instanceId, result } = await restart(deps, {
    ...body,
    variables: body.variables as Variables | undefined,
    instanceId: params.instance,
    commandId,
    actor: actorOf(reader),
  });
  if (result.status !== 'done') return fromDoor(result);
  return { ok: true as const, instanceId, lastFact: result.lastFact, status: String(result.reply.status) };
});
