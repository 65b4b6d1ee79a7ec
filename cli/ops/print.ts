import type { Streams } from '../commands/command.ts';

/** Rows under headings, columns as wide as they need; `--json` prints the answer as it came. */
export function printTable({ out }: Streams, headings: string[], rows: Cell[][]): void {
  out(`${tableLines(headings, rows).join('\n')}\n`);
}

type Cell = string | number | null | undefined;

export function tableLines(headings: string[], rows: Cell[][]): string[] {
  const texts = rows.map((row) => row.map((cell) => (cell === null || cell === undefined || cell === '' ? '-' : String(cell))));
  const widths = headings.map((heading, at) => Math.max(heading.length, ...texts.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(headings), ...texts.map(line)];
}

export function printJson({ out }: Streams, value: unknown): void {
  out(`${JSON.stringify(value, null, 2)}\n`);
}
