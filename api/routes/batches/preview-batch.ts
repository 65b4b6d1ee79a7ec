import { type BatchAction, previewBatch as preview } from '../../../runtime/batch/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { previewBatch as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { casesOf, instanceRows } from '../../views/instance-row.ts';
import { refusalText } from '../../views/refusal-text.ts';

export const previewBatch = endpoint(route, async ({ body, reader, deps }) => {
  const { items, ...counts } = await preview(deps, {
    reach: reachOf(reader),
    filter: casesOf(body.filter, body.action),
    action: body.action as BatchAction,
    actor: actorOf(reader),
    limit: body.limit,
  });
  const rows = await instanceRows(
    deps,
    reader,
    items.map((item) => item.row),
  );
  return {
    ...counts,
    items: items.map(({ instanceId, refusal }, at) => ({
      instanceId,
      title: rows[at]?.record?.title ?? null,
      processName: rows[at]?.processName ?? '',
      steps: rows[at]?.steps ?? [],
      ...(refusal ? { ok: false, code: refusal.code, message: refusalText(refusal, reader.locale) } : { ok: true }),
    })),
  };
});
