import { sql } from 'kysely';
import type { Json } from '../../engine/contract/index.ts';
import type { Database, Db } from '../database.ts';
import type { BatchOutcome } from '../tables/batch.ts';

export interface SettledItem {
  instanceId: string;
  outcome: Exclude<BatchOutcome, 'waiting' | 'cancelled'>;
  code?: string;
  message?: string;
  reply?: { [key: string]: Json };
}

/** Who works at a batch, and how long he may be silent. Leases go by real time, not by the product's clock. */
export interface Lease {
  owner: string;
  leaseMs: number;
}

const until = (leaseMs: number) => sql<Date>`clock_timestamp() + make_interval(secs => ${leaseMs / 1000})`;
const free = (owner: string) => sql<boolean>`(lease_owner = ${owner} or lease_until is null or lease_until < clock_timestamp())`;

/** One process runs a batch at a time; a dead one's lease passes. */
export async function leaseBatch(db: Db, id: string, { owner, leaseMs }: Lease): Promise<boolean> {
  const row = await db
    .updateTable('batch')
    .set({ lease_owner: owner, lease_until: until(leaseMs) })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where(free(owner))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Stopped in order: the next one need not wait for the lease to pass. */
export async function releaseBatch(db: Db, id: string, owner: string): Promise<void> {
  await db.updateTable('batch').set({ lease_until: null }).where('id', '=', id).where('lease_owner', '=', owner).execute();
}

/** Batches that should be running and that nobody runs. */
export async function listAbandonedBatches(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('batch')
    .select('id')
    .where('status', '=', 'running')
    .where(sql<boolean>`(lease_until is null or lease_until < clock_timestamp())`)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Renews the lease and takes the next cases in hand: first those that a dead process had, then whatever is due; of a stopped batch the former
 * alone. Stopping locks the same row: a case is either taken before it, or not at all. Undefined = somebody else has the lease, or it has ended.
 */
export async function takeItems(
  db: Db,
  id: string,
  { owner, leaseMs, limit, now }: Lease & { limit: number; now: Date },
): Promise<{ instanceId: string; attempts: number }[] | undefined> {
  const { rows } = await sql<{ mine: boolean; items: { instanceId: string; attempts: number }[] | null }>`
    with mine as (
      update batch set lease_owner = ${owner}, lease_until = ${until(leaseMs)}
      where id = ${id} and status = 'running' and ${free(owner)} returning id, stopped_at),
    chosen as (
      select i.instance_id from mine join batch_item i on i.batch_id = mine.id
      where i.outcome = 'waiting' and (i.taken_at is not null or mine.stopped_at is null and (i.due_at is null or i.due_at <= ${now}))
      order by i.taken_at is null, i.instance_id limit ${limit}),
    taken as (
      update batch_item i set taken_at = clock_timestamp() from chosen where i.batch_id = ${id} and i.instance_id = chosen.instance_id
      returning i.instance_id as "instanceId", i.attempts)
    select exists (select 1 from mine) as mine, (select json_agg(taken order by "instanceId") from taken) as items
  `.execute(db);
  return rows[0]?.mine ? (rows[0].items ?? []) : undefined;
}

/** What became of the cases in hand; one that was settled meanwhile stays as it is. */
export async function settleItems(db: Db, id: string, items: SettledItem[], at: Date): Promise<void> {
  if (items.length === 0) return;
  await sql`
    update batch_item i set outcome = s.outcome, code = s.code, message = s.message, reply = s.reply, attempts = attempts + 1,
      settled_at = ${at}, taken_at = null
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as s("instanceId" text, outcome text, code text, message text, reply jsonb)
    where i.batch_id = ${id} and i.instance_id = s."instanceId" and i.outcome = 'waiting'
  `.execute(db);
}

/** An attempt that threw: tried again, not before `dueAt`. */
export async function postponeItem(db: Db, id: string, instanceId: string, dueAt: Date): Promise<void> {
  await db
    .updateTable('batch_item')
    .set({ attempts: sql<number>`attempts + 1`, taken_at: null, due_at: dueAt })
    .where('batch_id', '=', id)
    .where('instance_id', '=', instanceId)
    .where('outcome', '=', 'waiting')
    .execute();
}

/** Ends a batch of which no case waits any more; of a stopped one, those that nobody has in hand are left out. False = it goes on. */
export async function finishBatch(db: Database, id: string, at: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const batch = await trx.selectFrom('batch').select(['status', 'stopped_at']).where('id', '=', id).forUpdate().executeTakeFirst();
    if (batch?.status !== 'running') return true;
    // A statement of its own: it sees whatever was taken before the lock.
    const waiting = trx.updateTable('batch_item').where('batch_id', '=', id).where('outcome', '=', 'waiting');
    if (batch.stopped_at) await waiting.set({ outcome: 'cancelled', settled_at: at }).where('taken_at', 'is', null).execute();
    const left = trx.selectFrom('batch_item').select('batch_id').where('batch_id', '=', id).where('outcome', '=', 'waiting').limit(1);
    if (await left.executeTakeFirst()) return false;
    const status = batch.stopped_at ? 'cancelled' : 'done';
    await trx.updateTable('batch').set({ status, finished_at: at }).where('id', '=', id).execute();
    return true;
  });
}

/** Nothing more is begun: it ends now, or when the cases in hand are settled. False = it had ended before. */
export async function stopBatch(db: Database, id: string, at: Date): Promise<boolean> {
  const asked = await db
    .updateTable('batch')
    .set({ stopped_at: sql<Date>`coalesce(stopped_at, ${at})` })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (asked) await finishBatch(db, id, at);
  return asked !== undefined;
}
