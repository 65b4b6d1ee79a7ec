import { z } from 'zod';
import { listUncertainJobs, type UncertainJob } from '../../../db/queries/operations-jobs.ts';
import { cut } from '../../../engine/text/cut.ts';
import { maskOf, reachOf } from '../../access/policy.ts';
import { listUncertain as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';

const cursor = z.tuple([timestampKey, textKey]);

export const listUncertain = endpoint(route, async ({ query, reader, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const rows = await listUncertainJobs(deps.db, reachOf(reader), { after, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => [last.sortKey, last.key]);
  const masked = maskOf(reader).contacts;
  return {
    items: items.map((job) => ({
      key: job.key,
      type: job.type,
      instanceId: job.instanceId,
      at: job.at.toISOString(),
      summary: summaryOf(job, masked),
    })),
    next,
  };
});

/** Enough to recognise a mail or a call by: whom it goes to and what it is about. */
function summaryOf(job: UncertainJob, masked: boolean): string {
  const names = masked ? ['subject', 'template', 'url'] : ['to', 'subject', 'template', 'url'];
  const parts = names.flatMap((name) => (typeof job.input[name] === 'string' ? [String(job.input[name])] : []));
  return cut(parts.join(' · '), 300) || job.element;
}
