import ExcelJS from 'exceljs';

/** The workbook's heading and first `count` rows, as a workbook of its own. */
export async function firstRows(content: Uint8Array, count: number): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer);
  const source = book.worksheets[0];
  if (!source) throw new Error('the workbook has no sheet');
  const short = new ExcelJS.Workbook();
  const sheet = short.addWorksheet(source.name);
  for (let row = 1; row <= count + 1; row += 1) sheet.addRow((source.getRow(row).values as ExcelJS.CellValue[]).slice(1));
  return new Uint8Array(await short.xlsx.writeBuffer());
}
