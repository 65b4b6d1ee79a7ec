import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface RecordPersonRow {
  id: string;
  name: string;
  position: string | null;
  country: string | null;
  phones: string[];
  emails: string[];
}

/** The record's person, and those now employed by its organisation. */
export async function listRecordPeople(db: Db, recordId: string): Promise<RecordPersonRow[]> {
  const contacts = (kind: string) =>
    sql`array(select c.value from contact_point c where c.person_id = p.id and c.kind = ${kind} and c.status <> 'wrong' order by c.created_at)`;
  const { rows } = await sql<RecordPersonRow>`
    select p.id, p.name, e.position, p.country, ${contacts('phone')} as phones, ${contacts('email')} as emails
    from record r join person p on p.merged_into is null and (p.id = r.person_id
      or exists (select 1 from employment at where at.organisation_id = r.organisation_id and at.person_id = p.id and at.to_on is null))
    left join lateral (select position from employment j where j.person_id = p.id and j.to_on is null
      order by (j.organisation_id = r.organisation_id) desc nulls last limit 1) e on true
    where r.id = ${recordId} order by (p.id = r.person_id) desc nulls last, p.name limit 20
  `.execute(db);
  return rows;
}

export interface RecordFileRow {
  id: string;
  name: string;
  size: number;
  contentType: string;
  at: Date;
}

export async function listRecordFiles(db: Db, recordId: string): Promise<RecordFileRow[]> {
  const { rows } = await sql<RecordFileRow>`
    select a.id, a.name, a.size, a.content_type as "contentType", a.created_at as at
    from attachment_record l join attachment a on a.id = l.attachment_id
    where l.record_id = ${recordId} order by a.created_at desc limit 200
  `.execute(db);
  return rows;
}
