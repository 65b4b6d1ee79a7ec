import { findCase } from '../../../db/queries/cases.ts';
import { findOperated } from '../../../db/queries/operated-instances.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { undoStep as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';

/** Whoever sees the case, not operators alone: whose step it is the kernel looks at. */
export const undoStep = endpoint(route, async ({ params, body, reader, commandId, deps }) => {
  const reach = reachOf(reader);
  const id = params.instance;
  if (!(await findCase(deps.db, reach, id)) && !(await findOperated(deps.db, reach, id))) return notFound('case');
  const command = { type: 'undo', step: body.step } as const;
  const result = await deps.door.executeCommand({ instanceId: id, commandId, command, actor: actorOf(reader) });
  if (result.status !== 'done') return fromDoor(result);
  return { ok: true as const, lastFact: result.lastFact, status: String(result.reply.status) };
});
