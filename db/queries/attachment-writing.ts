import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface NewFile {
  id: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  storageKey: string;
  photo: boolean;
  latitude: number | null;
  longitude: number | null;
  uploadedBy: string;
  at: Date;
}

export async function insertFile(db: Db, file: NewFile, recordId: string | null): Promise<void> {
  await sql`
    with written as (
      insert into attachment (id, name, content_type, size, sha256, storage_key, photo, latitude, longitude, uploaded_by, created_at)
      values (${file.id}::uuid, ${file.name}, ${file.contentType}, ${file.size}, ${file.sha256}, ${file.storageKey}, ${file.photo},
        ${file.latitude}, ${file.longitude}, ${file.uploadedBy}, ${file.at}) returning id
    )
    insert into attachment_record (attachment_id, record_id) select id, ${recordId}::uuid from written where ${recordId}::uuid is not null
  `.execute(db);
}

/** Evidence hangs on the record from the moment the step was completed with it. */
export async function linkFiles(db: Db, recordId: string, ids: string[]): Promise<void> {
  await sql`
    insert into attachment_record (attachment_id, record_id) select a.id, ${recordId}::uuid from attachment a where a.id::text = any(${ids}::text[])
    on conflict do nothing
  `.execute(db);
}
