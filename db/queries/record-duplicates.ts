import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type Reach, recordWithin } from './reach.ts';

export interface DuplicateRow {
  recordId: string;
  title: string;
  samePhone: boolean;
  sameEmail: boolean;
}

/** Open records of the same type with the same phone or e-mail, as far as the reader may see them. */
export async function listDuplicates(db: Db, reach: Reach, recordId: string): Promise<DuplicateRow[]> {
  const { rows } = await sql<DuplicateRow>`
    select other.id as "recordId", other.title,
      coalesce(other.fields ->> 'phone' = own.fields ->> 'phone', false) as "samePhone",
      coalesce(lower(other.fields ->> 'email') = lower(own.fields ->> 'email'), false) as "sameEmail"
    from record own join record other on other.id <> own.id and other.type = own.type and other.status = 'open'
      and (other.fields ->> 'phone' = nullif(own.fields ->> 'phone', '') or lower(other.fields ->> 'email') = lower(nullif(own.fields ->> 'email', '')))
    where own.id = ${recordId} and own.status = 'open' and ${recordWithin(reach, 'other')}
    order by other.created_at limit 5
  `.execute(db);
  return rows;
}
