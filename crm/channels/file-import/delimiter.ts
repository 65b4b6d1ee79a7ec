import { parse } from 'csv-parse/sync';

const candidates = [';', ',', '\t', '|'];

/** The separator that cuts the first lines into the same number of columns, the most of them. */
export function detectDelimiter(text: string): string {
  const scored = candidates.map((delimiter) => ({ delimiter, score: regularity(text, delimiter) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0 ? best.delimiter : ';';
}

function regularity(text: string, delimiter: string): number {
  const widths = firstRows(text, delimiter).map((row) => row.length);
  const first = widths[0] ?? 1;
  if (first < 2) return 0;
  return (widths.filter((width) => width === first).length / widths.length) * 1000 + first;
}

function firstRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
      to: 30,
    }) as string[][];
  } catch {
    return [];
  }
}
