import { type Selectable, sql } from 'kysely';
import type { Json } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import type { ImportRowTable, ImportStatus, ImportTable, RowOutcome } from '../tables/crm-import.ts';

export type ImportRow = Omit<Selectable<ImportTable>, 'content'>;
export type ImportRowRow = Selectable<ImportRowTable>;

const withoutContent = [
  'id',
  'file_name',
  'size',
  'status',
  'settings',
  'detected',
  'check_counts',
  'check_warnings',
  'rows_loaded',
  'error',
  'created_by',
  'created_at',
  'started_at',
  'finished_at',
  'lease_owner',
  'lease_until',
] as const;

export interface NewImport {
  id: string;
  fileName: string;
  content: Buffer;
  settings: Json;
  detected: Json;
  createdBy: string;
  at: Date;
}

export async function insertImport(db: Db, request: NewImport): Promise<void> {
  await db
    .insertInto('import')
    .values({
      id: request.id,
      file_name: request.fileName,
      size: request.content.length,
      content: request.content,
      status: 'uploaded',
      settings: JSON.stringify(request.settings),
      detected: JSON.stringify(request.detected),
      created_by: request.createdBy,
      created_at: request.at,
    })
    .execute();
}

export async function getImportRow(db: Db, id: string): Promise<ImportRow | undefined> {
  return db.selectFrom('import').select(withoutContent).where('id', '=', id).executeTakeFirst();
}

export async function getImportContent(db: Db, id: string): Promise<Buffer | undefined> {
  return (await db.selectFrom('import').select('content').where('id', '=', id).executeTakeFirst())?.content;
}

export async function listImportRows(db: Db, limit: number, before?: { at: Date; id: string }): Promise<ImportRow[]> {
  return db
    .selectFrom('import')
    .select(withoutContent)
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${before?.at ?? null}, ${before?.id ?? null}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export interface ImportChange {
  status?: ImportStatus;
  settings?: Json;
  checkCounts?: { [outcome: string]: number } | null;
  checkWarnings?: Json;
  rowsLoaded?: boolean;
  error?: string | null;
  startedAt?: Date;
  finishedAt?: Date | null;
}

/** Changes it when it is in one of these states, and still has these settings; false when it is not. */
export async function changeImportRow(db: Db, id: string, from: ImportStatus[], change: ImportChange, unchanged?: Json): Promise<boolean> {
  const { settings, checkCounts, checkWarnings } = change;
  const row = await db
    .updateTable('import')
    .set({
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
      ...(checkCounts === undefined ? {} : { check_counts: checkCounts === null ? null : JSON.stringify(checkCounts) }),
      ...(checkWarnings === undefined ? {} : { check_warnings: checkWarnings === null ? null : JSON.stringify(checkWarnings) }),
      ...(change.rowsLoaded === undefined ? {} : { rows_loaded: change.rowsLoaded }),
      ...(change.error === undefined ? {} : { error: change.error }),
      ...(change.startedAt === undefined ? {} : { started_at: sql<Date>`coalesce(started_at, ${change.startedAt})` }),
      ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .$if(unchanged !== undefined, (query) => query.where(sql<boolean>`settings = ${JSON.stringify(unchanged)}::jsonb`))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** One process runs an import at a time; a dead one's lease passes. Real time, not the product's clock. */
export async function leaseImport(db: Db, id: string, owner: string, forMs: number): Promise<boolean> {
  const row = await db
    .updateTable('import')
    .set({ lease_owner: owner, lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${forMs / 1000})` })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where((where) =>
      where.or([
        where('lease_owner', '=', owner),
        where('lease_until', 'is', null),
        where('lease_until', '<', sql<Date>`clock_timestamp()`),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Imports that should be running and that nobody runs. */
export async function listAbandonedImports(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('import')
    .select('id')
    .where('status', '=', 'running')
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', sql<Date>`clock_timestamp()`)]))
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.id);
}

export interface LoadedRow {
  row: number;
  outcome: RowOutcome;
  cells: string[];
  matchKeys: string[];
  duplicateOf: string | null;
  reason: string | null;
  reasonCode: string | null;
}

/** Rows of the file; those that stand already stay as they are. */
export async function insertFileRows(db: Db, importId: string, rows: LoadedRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into import_row (import_id, row, outcome, cells, match_keys, duplicate_of, reason, reason_code, settled_at)
    select ${importId}::uuid, (r ->> 'row')::int, r ->> 'outcome', r -> 'cells', array(select jsonb_array_elements_text(r -> 'matchKeys')),
      r ->> 'duplicateOf', r ->> 'reason', r ->> 'reasonCode', case when r ->> 'outcome' = 'waiting' then null else ${at}::timestamptz end
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r
    on conflict (import_id, row) do nothing
  `.execute(db);
}

export async function takeWaitingRows(db: Db, importId: string, limit: number): Promise<ImportRowRow[]> {
  return db
    .selectFrom('import_row')
    .selectAll()
    .where('import_id', '=', importId)
    .where('outcome', '=', 'waiting')
    .orderBy('row')
    .limit(limit)
    .execute();
}

/** Whom each row will be attached to, decided once: what its own start makes known later changes nothing. */
export async function planRows(db: Db, importId: string, plans: { row: number; personId: string | null }[]): Promise<void> {
  if (plans.length === 0) return;
  await sql`
    update import_row set attempts = attempts + 1, duplicate_of = plan.person
    from (select (p ->> 'row')::int as row, p ->> 'personId' as person from jsonb_array_elements(${JSON.stringify(plans)}::jsonb) p) plan
    where import_id = ${importId}::uuid and import_row.row = plan.row and outcome = 'waiting'
  `.execute(db);
}

export interface SettledRow {
  row: number;
  outcome: RowOutcome;
  recordId: string | null;
  instanceId: string | null;
  duplicateOf: string | null;
  reason: string | null;
  reasonCode: string | null;
}

export async function settleRows(db: Db, importId: string, rows: SettledRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update import_row set outcome = r ->> 'outcome', record_id = (r ->> 'recordId')::uuid, instance_id = r ->> 'instanceId',
      duplicate_of = r ->> 'duplicateOf', reason = r ->> 'reason', reason_code = r ->> 'reasonCode', settled_at = ${at}
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r
    where import_id = ${importId}::uuid and import_row.row = (r ->> 'row')::int
  `.execute(db);
}

export async function countOutcomes(db: Db, importId: string): Promise<{ [outcome: string]: number }> {
  const { rows } = await sql<{ outcome: string; count: number }>`
    select outcome, count(*)::int as count from import_row where import_id = ${importId}::uuid group by outcome
  `.execute(db);
  return Object.fromEntries(rows.map((row) => [row.outcome, row.count]));
}

export async function getFileRow(db: Db, importId: string, row: number): Promise<ImportRowRow | undefined> {
  return db.selectFrom('import_row').selectAll().where('import_id', '=', importId).where('row', '=', row).executeTakeFirst();
}

export async function listFileRows(
  db: Db,
  importId: string,
  page: { outcome?: RowOutcome; after?: number; limit: number },
): Promise<ImportRowRow[]> {
  const { outcome, after } = page;
  return db
    .selectFrom('import_row')
    .selectAll()
    .where('import_id', '=', importId)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? 'waiting'))
    .$if(after !== undefined, (query) => query.where('row', '>', after ?? 0))
    .orderBy('row')
    .limit(page.limit)
    .execute();
}

/** A refused row, corrected, goes back into the queue; so does one whose second run was broken off when the import itself was over. */
export async function reopenRow(db: Db, importId: string, row: number, cells: string[] | null): Promise<boolean> {
  const found = await db
    .updateTable('import_row')
    .set({
      outcome: 'waiting',
      reason: null,
      reason_code: null,
      attempts: 0,
      duplicate_of: null,
      ...(cells ? { cells: JSON.stringify(cells) } : {}),
    })
    .where('import_id', '=', importId)
    .where('row', '=', row)
    .where((is) =>
      is.or([
        is('outcome', 'in', ['refused', 'duplicate', 'empty']),
        is.and([
          is('outcome', '=', 'waiting'),
          is.exists(is.selectFrom('import').select('id').where('id', '=', importId).where('status', 'in', ['done', 'failed'])),
        ]),
      ]),
    )
    .returning('row')
    .executeTakeFirst();
  return found !== undefined;
}
