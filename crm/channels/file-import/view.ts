import type { Db } from '../../../db/database.ts';
import { countOutcomes, getImportRow, type ImportRow } from '../../../db/queries/crm-import.ts';
import type { CompiledPackage } from '../../../engine/contract/index.ts';
import { fillableFields } from '../field-names.ts';
import { packageOfChannel } from '../packages.ts';
import type { ImportWarning } from './doubts.ts';
import { mappedColumns } from './read-record.ts';
import { type Column, sampleOf } from './sample.ts';
import type { DetectedFile, ImportSettings } from './settings.ts';

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
  /** Of the records its rows become; null = the process is not published. */
  recordType: string | null;
  detected: DetectedFile;
  columns: { index: number; heading: string; samples: string[]; ambiguousDates: boolean }[];
  preview: string[][];
  fields: { key: string; label: string; required: boolean }[];
  problems: ImportProblem[];
  counts: ImportCounts;
  warnings: ImportWarning[];
  startedAt: Date | null;
  finishedAt: Date | null;
  error: string | null;
}

export interface ImportProblem {
  code:
    | 'unreadable'
    | 'fieldTwice'
    | 'fieldUnknown'
    | 'nothingMapped'
    | 'dateOrder'
    | 'processUnknown'
    | 'sheetUnknown'
    | 'updateUnsupported';
  message: string;
  column: number | null;
}

/** Everything the import screen shows; the preview comes from the same reader as the run. */
export async function describeImport(db: Db, id: string): Promise<ImportView | undefined> {
  const row = await getImportRow(db, id);
  if (!row) return undefined;
  const settings = row.settings as unknown as ImportSettings;
  const detected = row.detected as unknown as DetectedFile;
  const pkg = await packageOfChannel(db, settings.packageKey);
  const sample = await sampleOf(db, id, detected, settings);
  if (!sample) return undefined;
  const { columns, preview } = sample;
  return {
    id,
    fileName: row.file_name,
    size: row.size,
    status: row.status,
    settings,
    recordType: pkg?.recordType ?? null,
    detected,
    columns,
    preview,
    fields: pkg
      ? fillableFields(pkg).map((field) => ({
          key: field.key === 'title' ? 'title' : `${pkg.recordType}.${field.key}`,
          label: field.label,
          required: false,
        }))
      : [],
    // What cannot be read with these settings is shown with them, so that they can be changed.
    problems: sample.unreadable === undefined ? problemsOf(settings, columns, pkg) : [unreadable(sample.unreadable)],
    counts: await countsOf(db, row),
    warnings: warningsOf(row),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    error: row.error,
  };
}

export function warningsOf(row: ImportRow): ImportWarning[] {
  return (row.check_warnings ?? []) as unknown as ImportWarning[];
}

function unreadable(why: string): ImportProblem {
  return { code: 'unreadable', message: `The file cannot be read with these settings: ${why}`, column: null };
}

/** What must be settled before the run. */
export function problemsOf(
  settings: ImportSettings,
  columns: Pick<Column, 'ambiguousDates'>[],
  pkg: CompiledPackage | undefined,
): ImportProblem[] {
  if (!pkg) return [{ code: 'processUnknown', message: `The process "${settings.packageKey}" is not published`, column: null }];
  const mapped = mappedColumns(pkg, settings);
  const problems: ImportProblem[] = [];
  for (const { column, field } of settings.mapping) {
    if (field !== null && !mapped.some((each) => each.column === column && sameField(each.field.key, field)))
      problems.push({ code: 'fieldUnknown', message: `There is no field "${field}"`, column });
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

const sameField = (key: string, written: string) => written.replace(/^[^.]*\./, '') === key;
