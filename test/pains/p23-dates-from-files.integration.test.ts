import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openApiWithLead } from './api-with-lead.ts';

let company: Awaited<ReturnType<typeof openApiWithLead>>;
beforeAll(async () => {
  company = await openApiWithLead();
  await company.addFields([{ key: 'founded', label: 'Founded', type: 'date' }]);
});
afterAll(() => company?.close());

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

async function workbook(serials: number[], date1904: boolean): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = date1904;
  const sheet = book.addWorksheet('Leads');
  sheet.addRow(['title', 'founded']);
  for (const [index, serial] of serials.entries()) {
    sheet.addRow([`Firm ${index}`, serial]);
    sheet.getCell(`B${index + 2}`).numFmt = 'dd.mm.yyyy';
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('P23: dates of a file are stored as they stand in it', () => {
  it.each([
    ['America/Chicago', false, [46450, 46449, 59, 61], ['2027-03-04', '2027-03-03', '1900-02-28', '1900-03-01']],
    ['Asia/Novosibirsk', false, [46450, 46474], ['2027-03-04', '2027-03-28']],
    ['America/Chicago', true, [44988, 45012], ['2027-03-04', '2027-03-28']],
    ['Asia/Novosibirsk', true, [44988], ['2027-03-04']],
  ])('server in %s, workbook counted from 1904: %s, serials %j', async (server, date1904, serials, dates) => {
    process.env.TZ = server;
    const { rows } = await company.run(await company.upload(await workbook(serials, date1904), 'leads.xlsx'), ['title', 'lead.founded']);
    const stored = await Promise.all(rows.map((row: { recordId: string }) => company.read(row.recordId)));
    expect(stored.map((record) => record.values.founded)).toEqual(dates);
  });

  it.each(['America/Chicago', 'Asia/Novosibirsk'])(
    'text dates, server in %s; what is no date is refused with its reason',
    async (server) => {
      process.env.TZ = server;
      const uploaded = await company.upload('title,founded\nA,04.03.2027\nB,31.04.2027\nC,29.02.2028\nD,29.02.2027\n');
      expect(uploaded.columns[1].ambiguousDates).toBe(false);
      const { view, rows } = await company.run(uploaded, ['title', 'lead.founded'], { dateOrder: 'dmy' });
      expect(view.counts).toMatchObject({ total: 4, created: 2, refused: 2 });
      expect(rows.map((row: { outcome: string }) => row.outcome)).toEqual(['created', 'refused', 'created', 'refused']);
      expect([rows[1].reason, rows[3].reason]).toEqual(['31.04.2027', '29.02.2027'].map((date) => `Founded: there is no day "${date}"`));
      expect((await company.read(rows[0].recordId)).values.founded).toBe('2027-03-04');
      expect((await company.read(rows[2].recordId)).values.founded).toBe('2028-02-29');
    },
  );

  it.each([
    ['dmy', '2027-04-03'],
    ['mdy', '2027-03-04'],
  ])('03/04/2027: the preview asks for the order, and %s gives %s', async (dateOrder, date) => {
    const uploaded = await company.upload('title,founded\nA,03/04/2027\n');
    expect(uploaded.columns[1].ambiguousDates).toBe(true);
    expect(uploaded.settings.dateOrder).toBeNull();
    const path = `/api/imports/${uploaded.id}`;
    const mapping = ['title', 'lead.founded'].map((field, column) => ({ column, field }));
    await company.api.call('ada', 'PUT', `${path}/settings`, { ...uploaded.settings, mapping });
    const early = await company.api.call('ada', 'POST', `${path}/start`);
    expect([early.status >= 400, early.status < 500]).toEqual([true, true]);
    const { rows } = await company.run(uploaded, ['title', 'lead.founded'], { dateOrder });
    expect((await company.read(rows[0].recordId)).values.founded).toBe(date);
  });
});
