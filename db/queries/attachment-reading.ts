import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { Queryable } from '../queryable.ts';
import { type Reach, recordWithin } from './reach.ts';

export interface StoredFile {
  id: string;
  name: string;
  contentType: string;
  size: number;
  storageKey: string;
}

/** A file is its uploader's, and everybody's who sees a record it hangs on. */
function fileWithin(reach: Reach) {
  return sql<boolean>`(a.uploaded_by = ${reach.user} or ${reach.all} or exists (select 1 from attachment_record l join record r on r.id = l.record_id
    where l.attachment_id = a.id and ${recordWithin(reach, 'r')}))`;
}

export async function findFile(db: Db, reach: Reach, id: string): Promise<StoredFile | undefined> {
  const { rows } = await sql<StoredFile>`
    select a.id, a.name, a.content_type as "contentType", a.size, a.storage_key as "storageKey" from attachment a
    where a.id = ${id} and ${fileWithin(reach)}
  `.execute(db);
  return rows[0];
}

/** Which of these files the reader may name as evidence. */
export async function listUsableFiles(db: Db, reach: Reach, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select a.id from attachment a where a.id::text = any(${ids}::text[]) and ${fileWithin(reach)}
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Evidence as the door checks it: does it exist, what is it. Runs inside the door's transaction. */
export async function findAttachments(
  queryable: Queryable,
  ids: string[],
): Promise<{ [id: string]: { contentType: string; size: number; photo: boolean; place: boolean } }> {
  const { rows } = await queryable.query<{ id: string; contentType: string; size: number; photo: boolean; place: boolean }>({
    name: 'read_attachments',
    text: `select id, content_type as "contentType", size, photo, latitude is not null as place from attachment where id::text = any($1::text[])`,
    values: [ids],
  });
  return Object.fromEntries(rows.map(({ id, ...attachment }) => [id, attachment]));
}
