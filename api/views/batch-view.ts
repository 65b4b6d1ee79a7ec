import type { z } from 'zod';
import { type BatchRow, countItems, getBatch } from '../../db/queries/batches.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { batchView as view } from '../contract/index.ts';
import { notFound, type Refusal } from '../http/refusal.ts';

export async function batchView({ db }: ApiContext, row: BatchRow): Promise<z.infer<typeof view>> {
  const counts = await countItems(db, row.id);
  return {
    id: row.id,
    action: row.action,
    status: row.status,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    perSecond: row.perSecond,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
  };
}

/** His own, or any for an administrator: a batch names cases that others may not see. */
export async function seenBatch({ db }: ApiContext, reader: Reader, id: string): Promise<BatchRow | Refusal> {
  const row = await getBatch(db, id);
  return row && (row.createdBy === reader.id || reader.rights.has('admin')) ? row : notFound('batch');
}
