import { startBatch as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { batchView } from '../../views/batch-view.ts';
import { beginBatch } from '../../views/begin-batch.ts';
import { casesOf } from '../../views/instance-row.ts';

export const startBatch = endpoint(route, async (call) => {
  const { id, action, filter, perSecond } = call.body;
  const begun = await beginBatch(call, { id, parameters: action, filter, chosen: casesOf(filter, action), perSecond });
  return isRefusal(begun) ? begun : batchView(call.deps, begun.row);
});
