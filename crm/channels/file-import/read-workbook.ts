import type ExcelJS from 'exceljs';
import { cut } from '../../../engine/text/cut.ts';
import { importLimits } from './limits.ts';
import { openSheets } from './open-workbook.ts';
import type { FileRow } from './settings.ts';

/** Rows of one sheet, one by one; the first sheet when none is named. Skipped lines of the sheet are empty rows. */
export async function* readWorkbook(bytes: Buffer, sheet: string | null): AsyncGenerator<FileRow> {
  for await (const each of openSheets(bytes)) {
    if (sheet !== null && each.name !== sheet) continue;
    let last = 0;
    for await (const row of each) {
      while (last + 1 < row.number) yield { row: ++last, cells: [] };
      last = row.number;
      yield { row: row.number, cells: cellsOf(row) };
    }
    return;
  }
}

/** Names of the sheets, in the workbook's order. */
export async function listSheets(bytes: Buffer): Promise<string[]> {
  const names: string[] = [];
  for await (const sheet of openSheets(bytes)) names.push(sheet.name ?? `Sheet${names.length + 1}`);
  return names;
}

function cellsOf(row: ExcelJS.Row): string[] {
  const width = Math.min(row.cellCount, importLimits.columns);
  return Array.from({ length: width }, (_, column) => {
    const cell = row.getCell(column + 1);
    return cut(cellText(cell.value, cell.numFmt), importLimits.cell);
  });
}

/** A cell as the sheet shows it, as far as it matters: zeros that its format puts before a number are part of it. */
export function cellText(value: ExcelJS.CellValue, format?: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    const zeros = /^0+$/.test(format ?? '') ? (format ?? '').length : 0;
    return Number.isInteger(value) && value >= 0 ? String(value).padStart(zeros, '0') : String(value);
  }
  if (value instanceof Date) return dateText(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('error' in value) return '';
  if ('text' in value) return typeof value.text === 'string' ? value.text : cellText(value.text as ExcelJS.CellValue);
  if ('result' in value) return cellText(value.result as ExcelJS.CellValue, format);
  return '';
}

const dayMs = 86_400_000;
const firstSheetDay = Date.UTC(1899, 11, 31);
const firstOfMarch1900 = Date.UTC(1900, 2, 1);

/** The sheet's date is a wall clock without a zone; exceljs gives it as if in UTC. */
function dateText(date: Date): string {
  const at = date.getTime();
  if (Number.isNaN(at)) return '';
  // Workbooks count a 29 February 1900 that never was; exceljs counts back from after it.
  const shown = at >= firstSheetDay && at < firstOfMarch1900 ? at + dayMs : at;
  const text = new Date(Math.round(shown / 1000) * 1000).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}
