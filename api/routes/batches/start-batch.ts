import { randomUUID } from 'node:crypto';
import { getBatch, insertBatch } from '../../../db/queries/batches.ts';
import type { Json } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { startBatch as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';
import { batchView } from '../../views/batch-view.ts';
import { casesOf } from '../../views/instance-row.ts';

export const startBatch = endpoint(route, async ({ body, reader, deps }) => {
  const { id = randomUUID(), action, perSecond } = body;
  const made = await insertBatch(deps.db, reachOf(reader), casesOf(body.filter, action), {
    id,
    action: action.action,
    parameters: action as Json,
    filter: body.filter as Json,
    perSecond,
    actor: actorOf(reader),
    at: new Date(deps.now()),
  });
  const row = await getBatch(deps.db, id);
  if (!row) return notFound('batch');
  if (made === null && row.createdBy !== reader.id)
    return refuse(409, 'alreadyStarted', 'This id belongs to another batch: leave it out, or give another.', { place: 'id' });
  deps.wakeBackground();
  return batchView(deps, row);
});
