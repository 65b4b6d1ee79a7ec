import { type Selectable, sql } from 'kysely';
import type { Variables } from '../../engine/contract/index.ts';
import type { Db, Transaction } from '../database.ts';
import type { IntakeStatus, IntakeTable } from '../tables/crm-intake.ts';

export type IntakeRow = Selectable<IntakeTable>;

/** Equal posts of one moment stand in line here. */
export async function lockIntake(trx: Transaction, channel: string, payloadHash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`intake:${channel}:${payloadHash}`}, 7236106))`.execute(trx);
}

/** The equal post within the window, whose reference is the answer; counts the repetition. */
export async function countRepeat(trx: Transaction, channel: string, payloadHash: string, since: Date): Promise<string | undefined> {
  const row = await trx
    .updateTable('intake')
    .set({ repeats: sql`repeats + 1` })
    .where(
      'id',
      '=',
      trx
        .selectFrom('intake')
        .select('id')
        .where('channel', '=', channel)
        .where('payload_hash', '=', payloadHash)
        .where('at', '>', since)
        .orderBy('at', 'desc')
        .limit(1),
    )
    .returning('reference')
    .executeTakeFirst();
  return row?.reference;
}

/** Posts in the last minute and the last day, in all and from one address. */
export interface RecentPosts {
  minute: number;
  day: number;
  ownMinute: number;
  ownDay: number;
}

export async function countRecent(db: Db, channel: string, address: string | null, now: Date): Promise<RecentPosts> {
  const minute = sql`at > ${new Date(now.getTime() - 60_000)}`;
  const own = sql`address = ${address}`;
  const { rows } = await sql<RecentPosts>`
    select count(*) filter (where ${minute})::int as minute, count(*)::int as day,
      count(*) filter (where ${minute} and ${own})::int as "ownMinute", count(*) filter (where ${own})::int as "ownDay"
    from intake where channel = ${channel} and at > ${new Date(now.getTime() - 86_400_000)}
  `.execute(db);
  return rows[0] ?? { minute: 0, day: 0, ownMinute: 0, ownDay: 0 };
}

export interface NewIntake {
  id: string;
  reference: string;
  channel: string;
  at: Date;
  payload: Variables;
  payloadHash: string;
  address: string | null;
  status: IntakeStatus;
  reason: string | null;
}

export async function insertIntake(db: Db, intake: NewIntake): Promise<void> {
  const { payload, payloadHash, ...rest } = intake;
  await db
    .insertInto('intake')
    .values({ ...rest, payload: JSON.stringify(payload), payload_hash: payloadHash })
    .execute();
}

export async function getIntake(db: Db, id: string): Promise<IntakeRow | undefined> {
  return db.selectFrom('intake').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface Settlement {
  status: IntakeStatus;
  reason: string | null;
  recordId: string | null;
  instanceId: string | null;
  personId: string | null;
  by: string;
  at: Date;
}

export async function settleIntake(db: Db, id: string, settlement: Settlement): Promise<void> {
  await db
    .updateTable('intake')
    .set({
      status: settlement.status,
      reason: settlement.reason,
      record_id: settlement.recordId,
      instance_id: settlement.instanceId,
      person_id: settlement.personId,
      settled_by: settlement.by,
      settled_at: settlement.at,
    })
    .where('id', '=', id)
    .execute();
}

/** From the shelf back into the queue; false when it lies on no shelf. */
export async function reopenIntake(db: Db, id: string, from: IntakeStatus[], by: string, at: Date): Promise<boolean> {
  const row = await db
    .updateTable('intake')
    .set({ status: 'waiting', reason: null, settled_by: by, settled_at: at })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Captured, but not started: the process died in between. */
export async function listWaitingIntake(db: Db, before: Date, limit: number): Promise<IntakeRow[]> {
  return db.selectFrom('intake').selectAll().where('status', '=', 'waiting').where('at', '<', before).orderBy('at').limit(limit).execute();
}

export interface IntakePage {
  status?: IntakeStatus;
  before?: { at: Date; id: string };
  limit: number;
}

/** Newest first, by keyset. */
export async function listIntake(db: Db, page: IntakePage): Promise<IntakeRow[]> {
  const { status, before } = page;
  return db
    .selectFrom('intake')
    .selectAll()
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'waiting'))
    .$if(before !== undefined, (query) => query.where(sql<boolean>`(at, id) < (${before?.at ?? null}, ${before?.id ?? null}::uuid)`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
}
