import type { Db } from '../../../db/database.ts';
import { listFileRows } from '../../../db/queries/crm-import.ts';
import { describeImport } from './view.ts';

/** The rows that failed, as they came, with their reason first: correct them and upload the file again. UTF-8 with its mark, so that Excel reads it. */
export async function* errorsFile(db: Db, id: string): AsyncGenerator<string> {
  const view = await describeImport(db, id);
  if (!view) return;
  yield `\ufeff${csvLine(['Reason', ...view.columns.map((column) => column.heading || `Column ${column.index + 1}`)])}`;
  let after = 0;
  for (;;) {
    const rows = await listFileRows(db, id, { outcome: 'refused', after, limit: 500 });
    for (const row of rows) yield csvLine([row.reason ?? '', ...row.cells]);
    const last = rows.at(-1);
    if (!last) return;
    after = last.row;
  }
}

export function csvLine(cells: string[]): string {
  return `${cells.map((cell) => quoted(defused(cell))).join(';')}\r\n`;
}

/** A spreadsheet computes what begins like a formula: the apostrophe says it is text, and our own reader takes it off again. */
export function defused(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
