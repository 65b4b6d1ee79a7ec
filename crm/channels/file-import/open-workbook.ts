import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { openPart, readDirectory, type ZipPart } from './zip-parts.ts';

export interface SheetOfStream extends AsyncIterable<ExcelJS.Row> {
  name?: string;
  id?: number;
}

/** What exceljs 4.4.0 calls its readers of one part each; its types do not tell them. */
interface PartReaders {
  workbookRels: { Id: string; Target: string }[] | undefined;
  model: { sheets?: { rId: string }[] } | undefined;
  _parseRels(part: Readable): Promise<void>;
  _parseWorkbook(part: Readable): Promise<void>;
  _parseSharedStrings(part: Readable): AsyncIterable<unknown>;
  _parseStyles(part: Readable): Promise<void>;
  _parseWorksheet(part: AsyncIterable<unknown>, number: string): Iterable<{ value: SheetOfStream }>;
}

const options = { sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', worksheets: 'emit', entries: 'ignore' } as const;
const sheetPath = /^xl\/worksheets\/sheet(\d+)\.xml$/;

/**
 * The sheets of a workbook in its own order, their rows read as they are asked for. exceljs reads a zip from the front and now and then
 * loses what stands last in it, the workbook's own part where exceljs wrote it (exceljs issue 3064): so each part is taken by the zip's
 * directory, those that the sheets need first.
 */
export async function* openSheets(bytes: Buffer): AsyncGenerator<SheetOfStream> {
  const parts = readDirectory(bytes)?.parts ?? [];
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([]), options) as unknown as PartReaders;
  const open = (path: string): Readable | undefined => {
    const part = parts.find((each) => each.path === path);
    return part && openPart(bytes, part);
  };
  const relations = open('xl/_rels/workbook.xml.rels');
  if (relations) await reader._parseRels(relations);
  // Some programs write the way from the root of the archive.
  for (const relation of reader.workbookRels ?? []) relation.Target = relation.Target.replace(/^\/xl\//, '');
  const workbook = open('xl/workbook.xml');
  if (workbook) await reader._parseWorkbook(workbook);
  reader.model ??= {};
  const texts = open('xl/sharedStrings.xml');
  if (texts) for await (const _ of reader._parseSharedStrings(texts));
  const styles = open('xl/styles.xml');
  if (styles) await reader._parseStyles(styles);
  for (const part of inOrder(parts, reader)) {
    for (const { value } of reader._parseWorksheet(openPart(bytes, part), sheetPath.exec(part.path)?.[1] ?? '')) yield value;
  }
}

/** As the workbook lists its sheets; what it does not list comes last. */
function inOrder(parts: ZipPart[], { workbookRels = [], model }: PartReaders): ZipPart[] {
  const listed = (model?.sheets ?? []).map(({ rId }) => `xl/${workbookRels.find(({ Id }) => Id === rId)?.Target}`);
  const place = ({ path }: ZipPart) => (listed.includes(path) ? listed.indexOf(path) : listed.length);
  return parts.filter(({ path }) => sheetPath.test(path)).sort((a, b) => place(a) - place(b));
}
