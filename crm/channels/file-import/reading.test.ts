import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { detectFile, looksLikeHeading, readRows } from './detect.ts';
import { listSheets } from './read-workbook.ts';
import { checkWorkbook } from './workbook-guard.ts';

async function read(bytes: Buffer): Promise<{ encoding: string | null; delimiter: string | null; rows: string[][] }> {
  const detection = await detectFile(bytes);
  if (!detection.ok) throw new Error(detection.message);
  const rows: string[][] = [];
  const settings = { encoding: detection.file.encoding, delimiter: detection.file.delimiter, sheet: null };
  for await (const row of readRows(bytes, detection.file, settings)) rows.push(row.cells);
  return { encoding: detection.file.encoding, delimiter: detection.file.delimiter, rows };
}

describe('P21: encodings, separators, byte order marks', () => {
  const cyrillic = 'Имя;Телефон;Город\r\nИван Петров;8 (916) 123-45-67;Нижний Новгород, центр\r\n';
  const polish = 'Imię;Telefon;Miasto\r\nŻaneta Wójcik;601 123 456;Łódź, śródmieście\r\n';
  it.each([
    ['windows-1251', iconv.encode(cyrillic, 'windows-1251'), 'Имя', 'Нижний Новгород, центр'],
    ['utf-8', Buffer.from(`\ufeff${cyrillic}`), 'Имя', 'Нижний Новгород, центр'],
    ['utf-8', Buffer.from(cyrillic), 'Имя', 'Нижний Новгород, центр'],
    ['utf-16le', iconv.encode(cyrillic, 'utf-16le', { addBOM: true }), 'Имя', 'Нижний Новгород, центр'],
    ['koi8-r', iconv.encode(cyrillic, 'koi8-r'), 'Имя', 'Нижний Новгород, центр'],
    ['windows-1250', iconv.encode(polish, 'windows-1250'), 'Imię', 'Łódź, śródmieście'],
    ['iso-8859-2', iconv.encode(polish, 'iso-8859-2'), 'Imię', 'Łódź, śródmieście'],
    ['utf-8', Buffer.from(`\ufeff${polish}`), 'Imię', 'Łódź, śródmieście'],
  ])('%s is recognised', async (encoding, bytes, heading, city) => {
    const file = await read(bytes);
    expect(file.encoding).toBe(encoding);
    expect(file.delimiter).toBe(';');
    expect(file.rows[0]?.[0]).toBe(heading);
    expect(file.rows.map((row) => row.length)).toEqual([3, 3]);
    expect(file.rows[1]?.[2]).toBe(city);
  });

  it.each([';', ',', '\t', '|'])('separator %j is recognised, also with others inside quotes', async (delimiter) => {
    const line = (cells: string[]) => `${cells.map((cell) => `"${cell}"`).join(delimiter)}\n`;
    const file = await read(Buffer.from(line(['a', 'b', 'c']) + line(['1;2', '3,4', 'x|y\tz']) + line(['', 'two\nlines', '"" quoted'])));
    expect(file.delimiter).toBe(delimiter);
    expect(file.rows[1]).toEqual(['1;2', '3,4', 'x|y\tz']);
    expect(file.rows[2]?.[1]).toBe('two\nlines');
  });
});

describe('P22: leading zeros', () => {
  it('are kept in text files, character for character', async () => {
    const file = await read(Buffer.from('code,zip,house\n00042,02-495,007\n"00100","01-001","07"\n'));
    expect(file.rows.slice(1)).toEqual([
      ['00042', '02-495', '007'],
      ['00100', '01-001', '07'],
    ]);
  });

  it('are kept in workbooks, as text and as a number with a format of zeros', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Leads');
    sheet.addRow(['code', 'zip', 'long']);
    sheet.addRow(['00042', 42, 12345678901234]);
    sheet.getCell('B2').numFmt = '00000';
    const file = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(file.rows[1]).toEqual(['00042', '00042', '12345678901234']);
  });
});

describe('P23: dates in workbooks', () => {
  it.each(['America/Chicago', 'Asia/Novosibirsk', 'Pacific/Kiritimati'])(
    'serial 46450 is 4 March 2027 in %s, and 44988 counted from 1904',
    async (zone) => {
      const before = process.env.TZ;
      process.env.TZ = zone;
      try {
        for (const [date1904, serial] of [
          [false, 46450],
          [true, 44988],
        ] as const) {
          const book = new ExcelJS.Workbook();
          book.properties.date1904 = date1904;
          const sheet = book.addWorksheet('Leads');
          sheet.addRow(['date', 'moment']);
          sheet.addRow([serial, serial + 0.5]);
          sheet.getCell('A2').numFmt = 'dd.mm.yyyy';
          sheet.getCell('B2').numFmt = 'dd.mm.yyyy hh:mm';
          const file = await read(Buffer.from(await book.xlsx.writeBuffer()));
          expect(file.rows[1]).toEqual(['2027-03-04', '2027-03-04T12:00:00']);
        }
      } finally {
        process.env.TZ = before;
      }
    },
  );
});

describe('sheets of a workbook', () => {
  const two = async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Archive').addRow(['old']);
    const leads = book.addWorksheet('Leads');
    leads.addRow(['name', 'phone']);
    leads.addRow(['Anna', '00601']);
    Object.assign(leads, { orderNo: 0 });
    return Buffer.from(await book.xlsx.writeBuffer());
  };

  it('come as the workbook lists them, whichever part stands first in the file', async () => {
    const bytes = await two();
    expect(await listSheets(bytes)).toEqual(['Leads', 'Archive']);
    expect((await read(bytes)).rows).toEqual([
      ['name', 'phone'],
      ['Anna', '00601'],
    ]);
  });

  it('none is lost, however many are read at once', async () => {
    const bytes = await two();
    const names = await Promise.all(Array.from({ length: 200 }, () => listSheets(bytes)));
    expect(new Set(names.map((each) => each.join()))).toEqual(new Set(['Leads,Archive']));
  });
});

describe('what is no file of leads', () => {
  it.each([
    ['emptyFile', Buffer.alloc(0)],
    ['oldWorkbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])],
    ['brokenWorkbook', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(100)])],
    ['notText', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
  ])('%s', async (code, bytes) => expect(await detectFile(bytes)).toMatchObject({ ok: false, code }));

  it('a workbook that unpacks into far too much is refused before it is unpacked', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Leads').addRow(['a']);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(0x7fffffff, central + 24);
    expect(await checkWorkbook(bytes)).toMatchObject({ ok: false, code: 'unpacksTooLarge' });
  });

  it('nor does it hide its size, or a part, from its own directory', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Leads');
    for (let row = 0; row < 5000; row += 1) sheet.addRow([`Lead ${row}`, row]);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    expect(await checkWorkbook(bytes)).toMatchObject({ ok: true });
    const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    const lying = Buffer.from(bytes);
    for (let at = central; at > 0; at = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), at + 4)) lying.writeUInt32LE(100, at + 24);
    expect(await checkWorkbook(lying)).toMatchObject({ ok: false, code: 'unpacksTooLarge' });
    const hiding = Buffer.concat([bytes.subarray(0, central), Buffer.alloc(100), bytes.subarray(central)]);
    const end = hiding.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    hiding.writeUInt32LE(central + 100, end + 16);
    expect(await checkWorkbook(hiding)).toMatchObject({ ok: false, code: 'brokenWorkbook' });
  });
});

it.each([
  [
    [
      ['Name', 'Phone'],
      ['Jan', '601'],
    ],
    true,
  ],
  [[['Jan', '601 123 456']], false],
  [[['jan@firma.example', 'Jan']], false],
  [[['Name', 'Name']], false],
  [[['', '']], false],
])('%j begins with a heading: %s', (rows, heading) => expect(looksLikeHeading(rows)).toBe(heading));
