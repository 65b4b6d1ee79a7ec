import { type Selectable, sql } from 'kysely';
import type { Variables } from '../../engine/contract/index.ts';
import type { Db, Transaction } from '../database.ts';
import type { RecordTable } from '../tables/record.ts';

export type RecordRow = Selectable<RecordTable>;

export async function getRecord(db: Db, id: string): Promise<RecordRow | undefined> {
  return db.selectFrom('record').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface NewRecordRow {
  id: string;
  type: string;
  title: string;
  stage: string | null;
  owner: string | null;
  team: string | null;
  amount: number | null;
  personId: string | null;
  organisationId: string | null;
  campaignId: string | null;
  fields: Variables;
  search: string;
  at: Date;
}

/** Only alongside a command. Twice with the same id makes one. */
export async function insertRecord(trx: Transaction, record: NewRecordRow): Promise<void> {
  await trx
    .insertInto('record')
    .values({
      id: record.id,
      type: record.type,
      title: record.title,
      stage: record.stage,
      owner: record.owner,
      team: record.team,
      amount: record.amount,
      person_id: record.personId,
      organisation_id: record.organisationId,
      campaign_id: record.campaignId,
      fields: JSON.stringify(record.fields),
      search: record.search,
      created_at: record.at,
      updated_at: record.at,
      stage_since: record.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** The open repeat sale of a customer, found by his person or his organisation. */
export async function findOpenCustomer(db: Db, personId: string, organisationId: string | null): Promise<string | undefined> {
  const row = await db
    .selectFrom('record')
    .select('id')
    .where('type', '=', 'customer')
    .where('status', '=', 'open')
    .where((where) =>
      where.or([where('person_id', '=', personId), ...(organisationId ? [where('organisation_id', '=', organisationId)] : [])]),
    )
    .orderBy('created_at')
    .executeTakeFirst();
  return row?.id;
}

/** What was said and filed with one record is seen on the other too: one history from the first lead on. */
export async function shareHistory(db: Db, from: string, to: string): Promise<void> {
  await sql`insert into interaction_record (interaction_id, record_id)
    select interaction_id, ${to}::uuid from interaction_record where record_id = ${from}::uuid on conflict do nothing`.execute(db);
  await sql`insert into attachment_record (attachment_id, record_id)
    select attachment_id, ${to}::uuid from attachment_record where record_id = ${from}::uuid on conflict do nothing`.execute(db);
}
