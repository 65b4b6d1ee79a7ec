import { getBatch as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { batchView, seenBatch } from '../../views/batch-view.ts';

export const getBatch = endpoint(route, async ({ params, reader, deps }) => {
  const row = await seenBatch(deps, reader, params.batch);
  return isRefusal(row) ? row : batchView(deps, row);
});
