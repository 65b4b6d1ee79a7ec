import ExcelJS from 'exceljs';

/** What really happened to one lead of the file. */
export type Life =
  | { kind: 'won'; noAnswerFirst: boolean }
  | { kind: 'callBack' }
  | { kind: 'dataQuality' }
  | { kind: 'junk'; reason: string }
  | { kind: 'open' };

export interface TrialRow {
  /** Row in the file, the heading being 1. */
  row: number;
  title: string;
  life: Life;
}

const noAnswer = new Set(['Ringing', 'switched off', 'Busy']);
const badData = new Set(['invalid number', 'wrong number given', 'number not provided']);

/** Converted wins over the tag; a tag of no answer on a won lead means one call without answer first. */
export function lifeOf(converted: boolean, tag: string | undefined): Life {
  if (converted) return { kind: 'won', noAnswerFirst: tag !== undefined && noAnswer.has(tag) };
  if (tag === undefined) return { kind: 'open' };
  if (noAnswer.has(tag)) return { kind: 'callBack' };
  if (badData.has(tag)) return { kind: 'dataQuality' };
  return { kind: 'junk', reason: tag };
}

/** Reads the workbook as it is (an XLSX, whatever its name), independently of the product's own reader. */
export async function readLives(content: Uint8Array): Promise<TrialRow[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error('the workbook has no sheet');
  const headings = (sheet.getRow(1).values as unknown[]).map(String);
  const at = (name: string) => {
    const column = headings.indexOf(name);
    if (column < 0) throw new Error(`the file has no column ${name}`);
    return column;
  };
  const [number, convertedAt, tagAt] = [at('Lead Number'), at('Converted'), at('Tags')];
  const rows: TrialRow[] = [];
  sheet.eachRow((row, index) => {
    if (index === 1) return;
    const tag = row.getCell(tagAt).text.trim();
    rows.push({ row: index, title: row.getCell(number).text, life: lifeOf(row.getCell(convertedAt).text === '1', tag || undefined) });
  });
  return rows;
}

export interface Expected {
  intake: number;
  won: number;
  callBack: number;
  dataQuality: number;
  junk: number;
  callOpen: number;
}

export function expectedOf(rows: TrialRow[]): Expected {
  const count = (kind: Life['kind']) => rows.filter((row) => row.life.kind === kind).length;
  return {
    intake: rows.length,
    won: count('won'),
    callBack: count('callBack'),
    dataQuality: count('dataQuality'),
    junk: count('junk'),
    callOpen: count('open'),
  };
}
