import { sql } from 'kysely';
import type { Db } from '../database.ts';

/**
 * A note on a record: an interaction of its own, linked to the record and to the one it is about. Repeated with the same id, nothing is
 * added. False: another note has this id.
 */
export async function insertNote(db: Db, note: { id: string; recordId: string; author: string; text: string; at: Date }): Promise<boolean> {
  const { id, recordId, author, text, at } = note;
  await sql`
    with written as (
      insert into interaction (id, kind, at, author, person_id, organisation_id, body, created_at)
      select ${id}::uuid, 'note', ${at}::timestamptz, ${author}::text, r.person_id, r.organisation_id, ${text}::text, ${at}::timestamptz
      from record r where r.id = ${recordId} on conflict (id) do nothing returning id
    )
    insert into interaction_record (interaction_id, record_id) select id, ${recordId}::uuid from written
  `.execute(db);
  const kept = await db.selectFrom('interaction').select('body').where('id', '=', id).executeTakeFirst();
  return kept === undefined || kept.body === text;
}
