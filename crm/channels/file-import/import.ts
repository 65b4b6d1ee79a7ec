import { randomUUID } from 'node:crypto';
import { changeImportRow, getImportContent, getImportRow, insertImport } from '../../../db/queries/crm-import.ts';
import { findPeopleByPoints } from '../../../db/queries/crm-people.ts';
import type { Json } from '../../../engine/contract/index.ts';
import { cut } from '../../../engine/text/cut.ts';
import type { ChannelDeps } from '../channel-deps.ts';
import { packageOfChannel } from '../packages.ts';
import { detectFile, looksLikeHeading, readRows } from './detect.ts';
import { WarningCounter } from './doubts.ts';
import { matchKeys, rowReader } from './read-record.ts';
import { columnsOf, sampleRows } from './sample.ts';
import type { DetectedFile, ImportSettings } from './settings.ts';
import { suggestMapping } from './suggest-mapping.ts';
import { type ImportCounts, problemsOf } from './view.ts';

export type ImportResult = { ok: true; id: string } | ImportRefusal;
export interface ImportRefusal {
  ok: false;
  /** `notFound`, `wrongState`, `settings`, or why the file cannot be read: `emptyFile`, `tooLarge`, `brokenWorkbook`, ... */
  code: string;
  message: string;
}

/** Keeps the file and says what it seems to be. Nothing is stored as a lead. */
export async function createImport(
  deps: ChannelDeps,
  request: { fileName: string; bytes: Buffer; packageKey: string; createdBy: string },
): Promise<ImportResult> {
  const detection = await detectFile(request.bytes);
  if (!detection.ok) return detection;
  const { file } = detection;
  const bare: ImportSettings = {
    encoding: file.encoding,
    delimiter: file.delimiter,
    sheet: file.sheets[0] ?? null,
    headerRow: true,
    dateOrder: null,
    mapping: [],
    packageKey: request.packageKey,
    campaign: null,
    contactsElsewhere: false,
    updateExisting: false,
  };
  let rows: string[][];
  try {
    rows = await sampleRows(request.bytes, file, bare);
  } catch (error) {
    return unreadable(error);
  }
  const headerRow = looksLikeHeading(rows);
  const pkg = await packageOfChannel(deps.db, request.packageKey);
  const columns = columnsOf(rows, headerRow);
  const headings = columns.map((column) => column.heading);
  const mapping = pkg
    ? suggestMapping(headings, headerRow ? rows.slice(1) : rows, pkg)
    : headings.map((_, column) => ({ column, field: null }));
  const id = randomUUID();
  await insertImport(deps.db, {
    id,
    fileName: cut(request.fileName, 300),
    content: request.bytes,
    settings: { ...bare, headerRow, mapping } as unknown as Json,
    detected: file as unknown as Json,
    createdBy: request.createdBy,
    at: new Date(deps.now()),
  });
  return { ok: true, id };
}

/** Other encoding, separator, sheet, order of dates, mapping. Only before it runs. */
export async function changeImportSettings(deps: ChannelDeps, id: string, settings: ImportSettings): Promise<ImportResult> {
  const changed = await changeImportRow(deps.db, id, ['uploaded', 'checked', 'failed'], {
    status: 'uploaded',
    settings: settings as unknown as Json,
    checkCounts: null,
    checkWarnings: null,
    error: null,
  });
  return changed ? { ok: true, id } : wrongState(deps, id, 'The import runs already: its settings stand');
}

export type CheckResult = { ok: true; id: string; counts: ImportCounts } | ImportRefusal;

/** Runs every row through reader, mapping and field checks without storing anything; the numbers sum to the file. */
export async function checkImport(deps: ChannelDeps, id: string): Promise<CheckResult> {
  const prepared = await prepareImport(deps, id);
  if (!prepared.ok) return prepared;
  const { content, detected, settings, read } = prepared;
  const counts: ImportCounts = { total: 0, created: 0, attached: 0, duplicate: 0, refused: 0, empty: 0, waiting: 0 };
  const warnings = new WarningCounter();
  const seen = new Set<string>();
  let pending: ReturnType<typeof pointsOf>[] = [];
  const flush = async () => {
    const known = new Set((await findPeopleByPoints(deps.db, pending.flat())).map((person) => `${person.kind}:${person.value}`));
    for (const points of pending) counts[points.some((point) => known.has(`${point.kind}:${point.value}`)) ? 'attached' : 'created'] += 1;
    pending = [];
  };
  try {
    for await (const { row, cells } of readRows(content, detected, settings)) {
      if (row === 1 && settings.headerRow) continue;
      counts.total += 1;
      const reading = read(row, cells);
      if (reading.kind !== 'record') counts[reading.kind] += 1;
      else {
        const keys = matchKeys(reading.record);
        if (keys.some((key) => seen.has(key))) counts.duplicate += 1;
        else {
          pending.push(pointsOf(reading.record));
          warnings.add(row, reading.record.doubts);
        }
        for (const key of keys) seen.add(key);
      }
      if (pending.length >= 500) await flush();
    }
    await flush();
  } catch (error) {
    return unreadable(error);
  }
  const { total: _, ...outcomes } = counts;
  const result = {
    status: 'checked' as const,
    checkCounts: outcomes,
    checkWarnings: warnings.all() as unknown as Json,
    error: null,
  };
  const kept = await changeImportRow(deps.db, id, ['uploaded', 'checked', 'failed'], result, settings as unknown as Json);
  if (!kept) return wrongState(deps, id, 'The settings were changed, or the import was started, while it was checked: check it again');
  return { ok: true, id, counts };
}

function pointsOf(record: { points: { kind: 'phone' | 'email'; value: string; raw: string }[] }) {
  return record.points;
}

/** From now on it runs, in whichever process takes it (`runImport`), until every row has its outcome. */
export async function startImport(deps: ChannelDeps, id: string): Promise<ImportResult> {
  const prepared = await prepareImport(deps, id);
  if (!prepared.ok) return prepared;
  const started = await changeImportRow(deps.db, id, ['uploaded', 'checked', 'paused', 'failed'], {
    status: 'running',
    startedAt: new Date(deps.now()),
    error: null,
  });
  return started ? { ok: true, id } : wrongState(deps, id, 'The import runs already or is done');
}

export async function pauseImport(deps: ChannelDeps, id: string): Promise<ImportResult> {
  const paused = await changeImportRow(deps.db, id, ['running'], { status: 'paused' });
  return paused ? { ok: true, id } : wrongState(deps, id, 'Only a running import can be paused');
}

/** File, settings and reader of an import whose settings have no open question. */
export async function prepareImport(deps: ChannelDeps, id: string) {
  const row = await getImportRow(deps.db, id);
  const content = row && (await getImportContent(deps.db, id));
  if (!row || !content) return { ok: false as const, code: 'notFound', message: 'There is no such import' };
  const settings = row.settings as unknown as ImportSettings;
  const detected = row.detected as unknown as DetectedFile;
  const pkg = await packageOfChannel(deps.db, settings.packageKey);
  try {
    const columns = columnsOf(await sampleRows(content, detected, settings), settings.headerRow);
    const [problem] = problemsOf(settings, columns, pkg);
    if (problem || !pkg) return { ok: false as const, code: problem?.code ?? 'settings', message: problem?.message ?? '' };
  } catch (error) {
    return unreadable(error);
  }
  return { ok: true as const, row, content, settings, detected, pkg, read: rowReader(pkg, settings, deps.defaultCountry) };
}

export function unreadable(error: unknown): ImportRefusal {
  return { ok: false, code: 'unreadable', message: `The file cannot be read with these settings: ${(error as Error).message}` };
}

async function wrongState(deps: ChannelDeps, id: string, message: string): Promise<ImportRefusal> {
  const row = await getImportRow(deps.db, id);
  return row ? { ok: false, code: 'wrongState', message } : { ok: false, code: 'notFound', message: 'There is no such import' };
}
