import { stopBatch } from '../../../db/queries/batch-running.ts';
import { cancelBatch as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { seenBatch } from '../../views/batch-view.ts';

export const cancelBatch = endpoint(route, async ({ params, reader, deps }) => {
  const batch = await seenBatch(deps, reader, params.batch);
  if (isRefusal(batch)) return batch;
  if (await stopBatch(deps.db, batch.id, new Date(deps.now()))) return { ok: true as const };
  return refuse(409, 'wrongState', 'This batch has ended already.');
});
