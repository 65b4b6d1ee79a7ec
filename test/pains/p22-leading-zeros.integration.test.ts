import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApiWithLead } from './api-with-lead.ts';

let company: Awaited<ReturnType<typeof openApiWithLead>>;
beforeAll(async () => {
  company = await openApiWithLead();
  await company.addFields([
    { key: 'zip', label: 'Zip', type: 'text' },
    { key: 'house', label: 'House', type: 'text' },
  ]);
});
afterAll(() => company?.close());

it.each([
  [',', ['00042,02-495,007', '"00100","01-001","07"']],
  [';', ['00042;02-495;007', '"00100";"01-001";"07"']],
  ['\t', ['000\t1e5\t+48', '0x10\t1,50\t1.0']],
  [',', ['9007199254740993,2027-03-04,TRUE', '-0,00:30,1/2']],
])('P22: with %j every value comes back through the API character for character', async (delimiter, lines) => {
  const uploaded = await company.upload(`${['code', 'zip', 'house'].join(delimiter)}\n${lines.join('\n')}\n`);
  expect(uploaded.detected.delimiter).toBe(delimiter);
  const { view, rows } = await company.run(uploaded, ['title', 'lead.zip', 'lead.house']);
  expect(view.counts).toMatchObject({ total: lines.length, created: lines.length });
  for (const [index, line] of lines.entries()) {
    const written = line.replaceAll('"', '').split(delimiter);
    const { title, values } = await company.read(rows[index].recordId);
    expect([title, values.zip, values.house]).toEqual(written);
  }
});
