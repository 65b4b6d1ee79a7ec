import { expect, it } from 'vitest';
import { csvLine, defused } from './errors-file.ts';
import { readCsv } from './read-csv.ts';

it.each([
  ['=HYPERLINK("http://x.example";"click")'],
  ['@SUM(1+1)'],
  ['-2+3'],
  ['\tTab first'],
  ['+48 601 123 456'],
  ['plain'],
  ['with;semicolon "and quotes"\nand a second line'],
])('P26: %j is text in the file, and comes back as it was', async (cell) => {
  const line = csvLine(['Reason', cell]);
  expect(/(^|[;"])[=+\-@\t]/.test(line)).toBe(false);
  const rows: string[][] = [];
  for await (const row of readCsv(Buffer.from(line), { encoding: 'utf-8', delimiter: ';' })) rows.push(row.cells);
  expect(rows[0]?.[1]).toBe(cell);
});

it('leaves an apostrophe of the writer alone', () => expect(defused("'quoted'")).toBe("'quoted'"));
