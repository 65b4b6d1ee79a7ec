import { getCampaignByKey } from '../../../db/queries/crm-campaigns.ts';
import {
  changeImportRow,
  countOutcomes,
  getFileRow,
  type ImportRowRow,
  insertFileRows,
  type LoadedRow,
  leaseImport,
  listAbandonedImports,
  planRows,
  reopenRow,
  type SettledRow,
  settleRows,
  takeWaitingRows,
} from '../../../db/queries/crm-import.ts';
import { findPeopleByPoints } from '../../../db/queries/crm-people.ts';
import { cut } from '../../../engine/text/cut.ts';
import { storable } from '../../../engine/text/storable.ts';
import { derivedId, derivedInstanceId } from '../../derived-id.ts';
import type { ChannelDeps } from '../channel-deps.ts';
import { readRows } from './detect.ts';
import { type ImportRefusal, prepareImport, unreadable } from './import.ts';
import { importLimits } from './limits.ts';
import { matchKeys, type RowRecord } from './read-record.ts';

export interface RunOptions {
  /** Names this process: the lease of another is respected. */
  worker: string;
  /** Cases started at a time. */
  concurrency?: number;
  signal?: AbortSignal;
  onProgress?: (counts: { [outcome: string]: number }) => void;
}

type Prepared = Extract<Awaited<ReturnType<typeof prepareImport>>, { ok: true }>;

const leaseMs = 30_000;
const chunkSize = 200;
const loadBatch = 1_000;
/** How often a row's start may throw before the row is refused. */
const mostTries = 3;
const actor = { id: 'system:import', roles: [], groups: [] };

/** Takes up every running import that nobody runs: after a restart it goes on by itself. One that fails holds up no other. */
export async function runImports(deps: ChannelDeps, options: RunOptions): Promise<void> {
  const faults: unknown[] = [];
  for (const id of await listAbandonedImports(deps.db)) {
    if (options.signal?.aborted) break;
    await runImport(deps, id, options).catch((error) => faults.push(error));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} imports could not go on`);
}

/**
 * Runs an import until every row has exactly one outcome, it is paused, or `signal` aborts. Rows first stand in
 * `import_row`, then each starts its case under an id derived from import and row: killed anywhere and run again, no row counts twice.
 */
export async function runImport(deps: ChannelDeps, id: string, options: RunOptions): Promise<'done' | 'stopped' | 'failed' | 'taken'> {
  if (!(await leaseImport(deps.db, id, options.worker, leaseMs))) return 'taken';
  const prepared = await prepareImport(deps, id);
  if (!prepared.ok) return fail(deps, id, prepared.message);
  try {
    if (!prepared.row.rows_loaded) await loadRows(deps, id, prepared, options);
  } catch (error) {
    return fail(deps, id, unreadable(error).message);
  }
  const campaign = prepared.settings.campaign ? await getCampaignByKey(deps.db, prepared.settings.campaign) : undefined;
  while (!options.signal?.aborted && (await leaseImport(deps.db, id, options.worker, leaseMs))) {
    const rows = await takeWaitingRows(deps.db, id, chunkSize);
    if (rows.length === 0) {
      await changeImportRow(deps.db, id, ['running'], { status: 'done', finishedAt: new Date(deps.now()) });
      options.onProgress?.(await countOutcomes(deps.db, id));
      return 'done';
    }
    await runRows(deps, id, rows, prepared, { campaignId: campaign?.id ?? null, concurrency: options.concurrency ?? 6, tries: mostTries });
    options.onProgress?.(await countOutcomes(deps.db, id));
  }
  return 'stopped';
}

async function fail(deps: ChannelDeps, id: string, message: string): Promise<'failed'> {
  await changeImportRow(deps.db, id, ['running'], { status: 'failed', error: message });
  return 'failed';
}

/** Every row of the file into `import_row`: empty, refused and repeated ones with their outcome, the others waiting. */
async function loadRows(deps: ChannelDeps, id: string, prepared: Prepared, options: RunOptions): Promise<void> {
  const { content, detected, settings, read } = prepared;
  const firstRowOf = new Map<string, number>();
  let batch: LoadedRow[] = [];
  let count = 0;
  const flush = async () => {
    await insertFileRows(deps.db, id, batch, new Date(deps.now()));
    await leaseImport(deps.db, id, options.worker, leaseMs);
    batch = [];
  };
  for await (const { row, cells } of readRows(content, detected, settings)) {
    if (row === 1 && settings.headerRow) continue;
    if (++count > importLimits.rows) throw new Error(`it has more than ${importLimits.rows} rows: split it`);
    batch.push(loadedRow(row, cells, read(row, cells), firstRowOf));
    if (batch.length >= loadBatch) await flush();
  }
  await flush();
  await changeImportRow(deps.db, id, ['running'], { rowsLoaded: true });
}

function loadedRow(row: number, cells: string[], reading: ReturnType<Prepared['read']>, firstRowOf: Map<string, number>): LoadedRow {
  const bare = { row, cells, matchKeys: [], duplicateOf: null, reason: null, reasonCode: null };
  if (reading.kind === 'empty') return { ...bare, outcome: 'empty' };
  if (reading.kind === 'refused') return { ...bare, outcome: 'refused', ...refusal(reading.faults) };
  const keys = matchKeys(reading.record);
  const first = keys.map((key) => firstRowOf.get(key)).find((each) => each !== undefined);
  for (const key of keys) if (!firstRowOf.has(key)) firstRowOf.set(key, row);
  if (first === undefined) return { ...bare, outcome: 'waiting', matchKeys: keys };
  return {
    ...bare,
    outcome: 'duplicate',
    matchKeys: keys,
    duplicateOf: `row ${first}`,
    reason: `Same phone or e-mail as row ${first}`,
    reasonCode: 'duplicate',
  };
}

function refusal(faults: { code: string; message: string }[]): { reason: string; reasonCode: string } {
  return {
    reason: cut(faults.map((fault) => fault.message).join('; '), 2000),
    reasonCode: faults[0]?.code ?? 'refused',
  };
}

/**
 * Starts these rows' cases and settles them. A start that throws leaves its row waiting until it has had its tries, then refuses it.
 * When all of them throw, the fault is the world's more likely than the rows': the first is thrown, and whoever calls tries again later.
 */
async function runRows(
  deps: ChannelDeps,
  id: string,
  rows: ImportRowRow[],
  prepared: Prepared,
  options: { campaignId: string | null; concurrency: number; tries: number },
): Promise<void> {
  const { campaignId, concurrency, tries } = options;
  const readings = rows.map((row) => ({ row, reading: prepared.read(row.row, row.cells) }));
  const settled: SettledRow[] = readings.flatMap(({ row, reading }) => (reading.kind === 'record' ? [] : [unstarted(row.row, reading)]));
  const records = readings.flatMap(({ row, reading }) => (reading.kind === 'record' ? [{ row, record: reading.record }] : []));
  const plans = await planned(deps, records);
  await planRows(deps.db, id, plans);
  const queue = records.map(({ row, record }, position) => ({ row, record, personId: plans[position]?.personId ?? null }));
  const faults: unknown[] = [];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { row, record, personId } = next;
      try {
        settled.push(await startRow(deps, id, row.row, record, prepared, { personId, campaignId }));
      } catch (error) {
        if (row.attempts + 1 >= tries) settled.push(refused(row.row, 'startFailed', `The start failed: ${messageOf(error)}`));
        else faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  await settleRows(deps.db, id, settled, new Date(deps.now()));
  if (faults.length > 0 && faults.length === records.length) throw faults[0];
}

/** Whom each row is attached to: found for those tried for the first time, kept for the others. */
async function planned(deps: ChannelDeps, records: { row: ImportRowRow; record: RowRecord }[]) {
  const points = records.filter(({ row }) => row.attempts === 0).flatMap(({ record }) => record.points);
  const people = await findPeopleByPoints(deps.db, points);
  const known = new Map(people.reverse().map((person) => [`${person.kind}:${person.value}`, person.id]));
  return records.map(({ row, record }) => ({
    row: row.row,
    personId: row.attempts === 0 ? (matchKeys(record).flatMap((key) => known.get(key) ?? [])[0] ?? null) : row.duplicate_of,
  }));
}

function messageOf(error: unknown): string {
  return cut(storable(error instanceof Error ? error.message : String(error)), 1000);
}

function refused(row: number, reasonCode: string, reason: string): SettledRow {
  return { row, outcome: 'refused', recordId: null, instanceId: null, duplicateOf: null, reason, reasonCode };
}

function unstarted(row: number, reading: { kind: 'empty' } | { kind: 'refused'; faults: { code: string; message: string }[] }): SettledRow {
  const bare = { row, recordId: null, instanceId: null, duplicateOf: null, reason: null, reasonCode: null };
  return reading.kind === 'empty' ? { ...bare, outcome: 'empty' } : { ...bare, outcome: 'refused', ...refusal(reading.faults) };
}

async function startRow(
  deps: ChannelDeps,
  id: string,
  row: number,
  record: RowRecord,
  prepared: Prepared,
  links: { personId: string | null; campaignId: string | null },
): Promise<SettledRow> {
  const { pkg } = prepared;
  const key = `import:${id}:${row}`;
  const recordId = derivedId(key);
  const instanceId = derivedInstanceId(pkg.key, key);
  const result = await deps.door.startInstance({
    instanceId,
    commandId: key,
    packageKey: pkg.key,
    variables: {},
    records: [
      {
        alias: pkg.recordType,
        type: pkg.recordType,
        id: recordId,
        relation: 'owns',
        create: { title: record.title, ...links, fields: record.fields },
      },
    ],
    actor,
    bulk: row > importLimits.promptRows,
  });
  // `commandIdReused`: an earlier attempt has begun it whose answer was lost, before the row was corrected.
  if (result.status === 'done' || result.status === 'commandIdReused') {
    return {
      row,
      outcome: links.personId ? 'attached' : 'created',
      recordId,
      instanceId,
      duplicateOf: links.personId,
      reason: null,
      reasonCode: null,
    };
  }
  const why =
    result.status === 'refused' ? result.rejection : { code: result.status, message: `The start was answered "${result.status}"` };
  return refused(row, why.code, why.message);
}

export type RerunResult = { ok: true; outcome: string; reason: string | null } | ImportRefusal;

/** Tries one refused or repeated row again, corrected or after the mapping was. */
export async function rerunRow(deps: ChannelDeps, id: string, row: number, cells?: string[]): Promise<RerunResult> {
  const prepared = await prepareImport(deps, id);
  if (!prepared.ok) return prepared;
  if (!(await reopenRow(deps.db, id, row, cells?.map(storable) ?? null)))
    return { ok: false, code: 'wrongState', message: `Row ${row} is not among the refused ones` };
  const waiting = await getFileRow(deps.db, id, row);
  const campaign = prepared.settings.campaign ? await getCampaignByKey(deps.db, prepared.settings.campaign) : undefined;
  if (waiting) await runRows(deps, id, [waiting], prepared, { campaignId: campaign?.id ?? null, concurrency: 1, tries: 1 });
  const after = await getFileRow(deps.db, id, row);
  return { ok: true, outcome: after?.outcome ?? 'waiting', reason: after?.reason ?? null };
}
