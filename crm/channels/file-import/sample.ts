import type { Db } from '../../../db/database.ts';
import { getImportContent } from '../../../db/queries/crm-import.ts';
import { cut } from '../../../engine/text/cut.ts';
import { readRows } from './detect.ts';
import type { DetectedFile, ImportSettings } from './settings.ts';
import { hasAmbiguousDates } from './suggest-mapping.ts';

const previewRows = 20;
const sampledRows = 500;

export interface Column {
  index: number;
  heading: string;
  ambiguousDates: boolean;
  values: string[];
}

/** The beginning of a file as the screen shows it. */
export interface Sample {
  columns: (Omit<Column, 'values'> & { samples: string[] })[];
  preview: string[][];
  /** Why these settings cannot read it. */
  unreadable?: string;
}

/** The file of an import never changes: whoever watches its progress does not read it again each time. */
const samples = new Map<string, Promise<Sample | undefined>>();
const mostSamples = 10;

/** Undefined = the file is gone. */
export function sampleOf(db: Db, id: string, detected: DetectedFile, settings: ImportSettings): Promise<Sample | undefined> {
  const { encoding, delimiter, sheet, headerRow } = settings;
  const key = JSON.stringify([id, encoding, delimiter, sheet, headerRow]);
  const known = samples.get(key);
  if (known) return known;
  const reading = readSample(db, id, detected, settings);
  samples.set(key, reading);
  for (const oldest of samples.keys()) if (samples.size > mostSamples) samples.delete(oldest);
  const forget = () => samples.delete(key);
  reading.then((sample) => sample ?? forget(), forget);
  return reading;
}

async function readSample(db: Db, id: string, detected: DetectedFile, settings: ImportSettings): Promise<Sample | undefined> {
  const content = await getImportContent(db, id);
  if (!content) return undefined;
  const read = await sampleRows(content, detected, settings).catch((error: Error) => error);
  if (read instanceof Error) return { columns: [], preview: [], unreadable: read.message };
  const rows = read;
  return {
    columns: columnsOf(rows, settings.headerRow).map(({ values, ...column }) => ({
      ...column,
      samples: values
        .filter((value) => value !== '')
        .slice(0, 3)
        .map(shown),
    })),
    preview: rows
      .slice(settings.headerRow ? 1 : 0)
      .slice(0, previewRows)
      .map((cells) => cells.map(shown)),
  };
}

const shown = (cell: string) => cut(cell, 300);

export async function sampleRows(content: Buffer, detected: DetectedFile, settings: ImportSettings): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readRows(content, detected, settings)) {
    rows.push(cells);
    if (rows.length >= sampledRows) break;
  }
  return rows;
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
