import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { cut } from '../../../engine/text/cut.ts';
import { storable } from '../../../engine/text/storable.ts';
import { importLimits } from './limits.ts';
import type { FileRow, ImportSettings } from './settings.ts';

/** Rows of a text file, one by one. `row` counts records: a line break inside quotes makes no new row. */
export async function* readCsv(bytes: Buffer, settings: Pick<ImportSettings, 'encoding' | 'delimiter'>): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter: settings.delimiter ?? ';',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    bom: true,
    max_record_size: 2_000_000,
  });
  const decoded = Readable.from(chunks(bytes)).pipe(iconv.decodeStream(settings.encoding ?? 'utf-8'));
  decoded.on('error', (error) => parser.destroy(error));
  decoded.pipe(parser);
  let row = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    row += 1;
    yield { row, cells: record.slice(0, importLimits.columns).map((cell) => undefuse(storable(cut(cell, importLimits.cell)))) };
  }
}

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Takes off the apostrophe that our own files put before a formula, so that a corrected file comes back as it was. */
function undefuse(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
