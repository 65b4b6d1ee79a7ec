import type { Db } from '../../../db/database.ts';
import { countOutcomes, getImportContent, getImportRow, type ImportRow } from '../../../db/queries/crm-import.ts';
import type { CompiledPackage } from '../../../engine/contract/index.ts';
import { fillableFields } from '../field-names.ts';
import { packageOfChannel } from '../packages.ts';
import { readRows } from './detect.ts';
import { mappedColumns } from './read-record.ts';
import type { DetectedFile, ImportSettings } from './settings.ts';
import { hasAmbiguousDates } from './suggest-mapping.ts';

export interface ImportCounts {
  total: number;
  created: number;
  attached: number;
  duplicate: number;
  refused: number;
  empty: number;
  waiting: number;
}

/** The shape of `importView` in the API's contract, instants as Date. */
export interface ImportView {
  id: string;
  fileName: string;
  size: number;
  status: ImportRow['status'];
  settings: ImportSettings;
  detected: DetectedFile;
  columns: { index: number; heading: string; samples: string[]; ambiguousDates: boolean }[];
  preview: string[][];
  fields: { key: string; label: string; required: boolean }[];
  problems: ImportProblem[];
  counts: ImportCounts;
  startedAt: Date | null;
  finishedAt: Date | null;
  error: string | null;
}

export interface ImportProblem {
  code: 'fieldTwice' | 'fieldUnknown' | 'nothingMapped' | 'dateOrder' | 'processUnknown' | 'sheetUnknown' | 'updateUnsupported';
  message: string;
  column: number | null;
}

const previewRows = 20;
const sampledRows = 500;

/** Everything the import screen shows; the preview comes from the same reader as the run. */
export async function describeImport(db: Db, id: string): Promise<ImportView | undefined> {
  const row = await getImportRow(db, id);
  const content = row && (await getImportContent(db, id));
  if (!row || !content) return undefined;
  const settings = row.settings as unknown as ImportSettings;
  const detected = row.detected as unknown as DetectedFile;
  const pkg = await packageOfChannel(db, settings.packageKey);
  const rows = await sampleRows(content, detected, settings);
  const columns = columnsOf(rows, settings.headerRow);
  return {
    id,
    fileName: row.file_name,
    size: row.size,
    status: row.status,
    settings,
    detected,
    columns: columns.map(({ values, ...column }) => ({ ...column, samples: values.filter((value) => value !== '').slice(0, 3) })),
    preview: rows.slice(settings.headerRow ? 1 : 0).slice(0, previewRows),
    fields: pkg
      ? fillableFields(pkg).map((field) => ({
          key: field.key === 'title' ? 'title' : `${pkg.recordType}.${field.key}`,
          label: field.label,
          required: false,
        }))
      : [],
    problems: problemsOf(settings, columns, pkg),
    counts: await countsOf(db, row),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    error: row.error,
  };
}

export async function sampleRows(content: Buffer, detected: DetectedFile, settings: ImportSettings): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readRows(content, detected, settings)) {
    rows.push(cells);
    if (rows.length >= sampledRows) break;
  }
  return rows;
}

interface Column {
  index: number;
  heading: string;
  ambiguousDates: boolean;
  values: string[];
}

export function columnsOf(rows: string[][], headerRow: boolean): Column[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const data = headerRow ? rows.slice(1) : rows;
  return Array.from({ length: width }, (_, index) => {
    const values = data.map((row) => row[index] ?? '');
    const heading = headerRow ? (rows[0]?.[index] ?? '').trim() : '';
    return { index, heading, ambiguousDates: hasAmbiguousDates(values), values };
  });
}

/** What must be settled before the run. */
export function problemsOf(settings: ImportSettings, columns: Column[], pkg: CompiledPackage | undefined): ImportProblem[] {
  if (!pkg) return [{ code: 'processUnknown', message: `The process "${settings.packageKey}" is not published`, column: null }];
  const mapped = mappedColumns(pkg, settings);
  const problems: ImportProblem[] = [];
  const known = new Set(mapped.map(({ column }) => column));
  for (const { column, field } of settings.mapping) {
    if (field !== null && !known.has(column)) problems.push({ code: 'fieldUnknown', message: `There is no field "${field}"`, column });
  }
  for (const [position, { column, field }] of mapped.entries()) {
    const first = mapped.findIndex((other) => other.field.key === field.key);
    if (first < position) problems.push({ code: 'fieldTwice', message: `Two columns go into ${field.label}: leave one out`, column });
    const dates = field.type === 'date' || field.type === 'dateTime';
    if (dates && settings.dateOrder === null && columns[column]?.ambiguousDates) {
      problems.push({ code: 'dateOrder', message: `Say in which order day and month stand: ${field.label} can be read two ways`, column });
    }
  }
  if (mapped.length === 0)
    problems.push({ code: 'nothingMapped', message: 'No column goes into a field: choose at least one', column: null });
  return problems;
}

const none: ImportCounts = { total: 0, created: 0, attached: 0, duplicate: 0, refused: 0, empty: 0, waiting: 0 };

/** Until it runs: what the check found (`created` = would be). */
export async function countsOf(db: Db, row: ImportRow): Promise<ImportCounts> {
  const counted = row.rows_loaded || row.started_at ? await countOutcomes(db, row.id) : (row.check_counts ?? {});
  const counts = { ...none, ...counted };
  return { ...counts, total: counts.created + counts.attached + counts.duplicate + counts.refused + counts.empty + counts.waiting };
}
