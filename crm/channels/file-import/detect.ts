import iconv from 'iconv-lite';
import { detectDelimiter } from './delimiter.ts';
import { detectEncoding } from './encoding.ts';
import { importLimits } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { listSheets, readWorkbook } from './read-workbook.ts';
import type { DetectedFile, FileRow, ImportSettings } from './settings.ts';
import { checkWorkbook } from './workbook-guard.ts';

export type Detection = { ok: true; file: DetectedFile } | { ok: false; code: string; message: string };

/** What the file is, by its content: an Excel workbook named .csv is a workbook. */
export async function detectFile(bytes: Buffer): Promise<Detection> {
  if (bytes.length === 0) return { ok: false, code: 'emptyFile', message: 'The file is empty' };
  if (bytes.length > importLimits.bytes)
    return { ok: false, code: 'tooLarge', message: `The file has ${bytes.length} bytes, ${importLimits.bytes} are allowed: split it` };
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return detectWorkbook(bytes);
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    return { ok: false, code: 'oldWorkbook', message: 'The file is an Excel workbook of before 2007: save it as .xlsx or .csv' };
  }
  const encoding = detectEncoding(bytes);
  if (!encoding.startsWith('utf-16') && bytes.subarray(0, 65_536).includes(0))
    return { ok: false, code: 'notText', message: 'The file is neither text nor an Excel workbook' };
  const sample = iconv.decode(bytes.subarray(0, 200_000), encoding);
  return { ok: true, file: { kind: 'csv', encoding, delimiter: detectDelimiter(sample), sheets: [] } };
}

async function detectWorkbook(bytes: Buffer): Promise<Detection> {
  const check = await checkWorkbook(bytes);
  if (!check.ok) return check;
  try {
    const sheets = await listSheets(bytes);
    if (sheets.length === 0) return { ok: false, code: 'noSheet', message: 'The workbook has no sheet' };
    return { ok: true, file: { kind: 'xlsx', encoding: null, delimiter: null, sheets } };
  } catch (error) {
    return { ok: false, code: 'brokenWorkbook', message: `The Excel file cannot be read: ${(error as Error).message}` };
  }
}

/** The one reader of preview, check and run. */
export function readRows(
  bytes: Buffer,
  file: DetectedFile,
  settings: Pick<ImportSettings, 'encoding' | 'delimiter' | 'sheet'>,
): AsyncGenerator<FileRow> {
  return file.kind === 'xlsx' ? readWorkbook(bytes, settings.sheet) : readCsv(bytes, settings);
}

/** Is the first row a heading? Texts only, no two alike, and none that looks like data. */
export function looksLikeHeading(rows: string[][]): boolean {
  const first = rows[0]?.map((cell) => cell.trim()) ?? [];
  const filled = first.filter((cell) => cell !== '');
  if (filled.length === 0 || filled.length < first.length / 2) return false;
  const asData = filled.some((cell) => /^[\d\s.,+()/:-]+$/.test(cell) || /@/.test(cell) || cell.length > 100);
  return !asData && new Set(filled.map((cell) => cell.toLowerCase())).size === filled.length;
}
