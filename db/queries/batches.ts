import { sql } from 'kysely';
import type { Actor, Json } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import type { BatchOutcome, BatchStatus } from '../tables/batch.ts';
import { type InstanceFilter, selectOperated } from './operated-instances.ts';
import type { Reach } from './reach.ts';

export interface BatchRow {
  id: string;
  action: string;
  parameters: Json;
  filter: Json;
  status: BatchStatus;
  perSecond: number;
  createdBy: string;
  actor: Actor;
  createdAt: Date;
  finishedAt: Date | null;
}

const columns = [
  ...(['id', 'action', 'parameters', 'filter', 'status', 'per_second as perSecond', 'created_by as createdBy'] as const),
  ...(['actor', 'created_at as createdAt', 'finished_at as finishedAt'] as const),
] as const;

/** Writes a batch with the cases that its filter means at this moment. @returns how many; null = the id is taken. */
export async function insertBatch(
  db: Db,
  reach: Reach,
  filter: InstanceFilter,
  batch: { id: string; action: string; parameters: Json; filter: Json; perSecond: number; actor: Actor; at: Date },
): Promise<number | null> {
  const { rows } = await sql<{ made: number; items: number }>`
    with made as (
      insert into batch (id, action, parameters, filter, status, per_second, created_by, actor, created_at)
      values (${batch.id}, ${batch.action}, ${JSON.stringify(batch.parameters)}::jsonb, ${JSON.stringify(batch.filter)}::jsonb, 'running',
        ${batch.perSecond}, ${batch.actor.id}, ${JSON.stringify(batch.actor)}::jsonb, ${batch.at})
      on conflict (id) do nothing returning id),
    items as (
      insert into batch_item (batch_id, instance_id, outcome)
      select made.id, chosen.id, 'waiting' from made, (${selectOperated(reach, filter)}) chosen returning 1)
    select (select count(*)::int from made) as made, (select count(*)::int from items) as items
  `.execute(db);
  return rows[0]?.made ? rows[0].items : null;
}

export async function getBatch(db: Db, id: string): Promise<BatchRow | undefined> {
  return db.selectFrom('batch').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Newest first. `by`: only this person's. */
export async function listBatches(
  db: Db,
  page: { by?: string; after?: [at: string, id: string]; limit: number },
): Promise<(BatchRow & { sortKey: string })[]> {
  return db
    .selectFrom('batch')
    .select(columns)
    .select(sql<string>`created_at::text`.as('sortKey'))
    .$if(page.by !== undefined, (query) => query.where('created_by', '=', page.by as string))
    .$if(page.after !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${page.after?.[0]}::timestamptz, ${page.after?.[1]}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
}

export async function countItems(db: Db, id: string): Promise<{ [outcome in BatchOutcome]: number }> {
  const counts = { waiting: 0, done: 0, refused: 0, failed: 0, cancelled: 0 };
  const rows = await db
    .selectFrom('batch_item')
    .select(['outcome', sql<number>`count(*)::int`.as('count')])
    .where('batch_id', '=', id)
    .groupBy('outcome')
    .execute();
  for (const { outcome, count } of rows) counts[outcome] = count;
  return counts;
}

export async function listItems(
  db: Db,
  id: string,
  page: { outcome?: BatchOutcome; after?: string; limit: number },
): Promise<
  { instanceId: string; outcome: BatchOutcome; code: string | null; message: string | null; reply: Json; settledAt: Date | null }[]
> {
  return db
    .selectFrom('batch_item')
    .select(['instance_id as instanceId', 'outcome', 'code', 'message', 'reply', 'settled_at as settledAt'])
    .where('batch_id', '=', id)
    .$if(page.outcome !== undefined, (query) => query.where('outcome', '=', page.outcome as BatchOutcome))
    .$if(page.after !== undefined, (query) => query.where('instance_id', '>', page.after as string))
    .orderBy('instance_id')
    .limit(page.limit)
    .execute();
}
