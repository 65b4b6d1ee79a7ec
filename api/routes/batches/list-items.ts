import { z } from 'zod';
import { listItems } from '../../../db/queries/batches.ts';
import { listBatchItems as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { seenBatch } from '../../views/batch-view.ts';
import { refusalText, toldRefusal } from '../../views/refusal-text.ts';

export const listBatchItems = endpoint(route, async ({ params, query, reader, deps }) => {
  const after = decodeCursor(z.tuple([textKey]), query.cursor);
  if (isRefusal(after)) return after;
  const batch = await seenBatch(deps, reader, params.batch);
  if (isRefusal(batch)) return batch;
  const rows = await listItems(deps.db, batch.id, { outcome: query.outcome, after: after?.[0], limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => [last.instanceId]);
  return {
    items: items.map(({ reply, settledAt, ...item }) => {
      const refused = toldRefusal({ ...item, reply });
      return {
        ...item,
        message: refused ? refusalText(refused, reader.locale) : item.message,
        newInstanceId: batch.action === 'restart' && item.outcome === 'done' ? newInstance(reply) : null,
        settledAt: settledAt?.toISOString() ?? null,
      };
    }),
    next,
  };
});

function newInstance(reply: unknown): string | null {
  const { instanceId } = (reply ?? {}) as { instanceId?: unknown };
  return typeof instanceId === 'string' ? instanceId : null;
}
