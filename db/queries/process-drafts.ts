import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface ProcessFile {
  path: string;
  content: string;
}

export interface DraftRow {
  name: string;
  revision: number;
  files: ProcessFile[];
  basedOn: number | null;
  savedAt: Date;
  savedBy: string | null;
}

export async function findDraft(db: Db, key: string): Promise<DraftRow | undefined> {
  const row = await db.selectFrom('process_draft').selectAll().where('key', '=', key).executeTakeFirst();
  if (!row) return undefined;
  const { name, revision, files, based_on: basedOn, saved_at: savedAt, saved_by: savedBy } = row;
  return { name, revision, files, basedOn, savedAt, savedBy };
}

export interface DraftChange {
  key: string;
  name: string;
  /** Revision the saver saw; 0 = there was no draft. */
  revision: number;
  files: ProcessFile[];
  basedOn: number | null;
  savedAt: Date;
  savedBy: string;
}

/** The new revision; undefined when somebody saved another one meanwhile, and nothing was written. */
export async function saveDraft(db: Db, change: DraftChange): Promise<number | undefined> {
  const { key, name, revision, basedOn, savedAt, savedBy } = change;
  const files = JSON.stringify(change.files);
  const { rows } =
    revision === 0
      ? await sql<{ revision: number }>`
          insert into process_draft (key, name, revision, files, based_on, saved_at, saved_by)
          values (${key}, ${name}, 1, ${files}::jsonb, ${basedOn}, ${savedAt}, ${savedBy}) on conflict (key) do nothing returning revision
        `.execute(db)
      : await sql<{ revision: number }>`
          update process_draft set revision = revision + 1, files = ${files}::jsonb, saved_at = ${savedAt}, saved_by = ${savedBy}
          where key = ${key} and revision = ${revision} returning revision
        `.execute(db);
  return rows[0]?.revision;
}

/** Removes the draft; with a revision only that one, so that what was saved after publishing began stays. */
export async function deleteDraft(db: Db, key: string, revision?: number): Promise<boolean> {
  const { rows } = await sql`
    delete from process_draft where key = ${key} and (${revision ?? null}::integer is null or revision = ${revision ?? null}) returning key
  `.execute(db);
  return rows.length > 0;
}
