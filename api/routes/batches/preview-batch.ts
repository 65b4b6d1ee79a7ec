import { type BatchAction, type BatchPreview, previewBatch as preview } from '../../../runtime/batch/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { type Locale, previewBatch as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { casesOf } from '../../views/instance-row.ts';
import { refusalText } from '../../views/refusal-text.ts';

export const previewBatch = endpoint(route, async ({ body, reader, deps }) => {
  const { items, ...counts } = await preview(deps, {
    reach: reachOf(reader),
    filter: casesOf(body.filter, body.action),
    action: body.action as BatchAction,
    actor: actorOf(reader),
    limit: body.limit,
  });
  return { ...counts, items: items.map((item) => previewed(item, reader.locale)) };
});

function previewed({ instanceId, refusal }: BatchPreview['items'][number], locale: Locale) {
  return refusal ? { instanceId, ok: false, code: refusal.code, message: refusalText(refusal, locale) } : { instanceId, ok: true };
}
