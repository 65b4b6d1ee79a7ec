import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApiWithLead } from './api-with-lead.ts';

let company: Awaited<ReturnType<typeof openApiWithLead>>;
beforeAll(async () => {
  company = await openApiWithLead();
});
afterAll(() => company?.close());

it.each(['stage', 'lead.stage', 'status', 'lead.status'])(
  'P37: an import that would set %s is refused before the run, nothing stored',
  async (field) => {
    const { api } = company;
    const total = async () => (await api.call('ada', 'GET', '/api/records')).body.total;
    const before = await total();
    const uploaded = await company.upload('title,stage\nKowal,won\nLis,Won\n');
    const path = `/api/imports/${uploaded.id}`;
    const mapping = [
      { column: 0, field: 'title' },
      { column: 1, field },
    ];
    const changed = await api.call('ada', 'PUT', `${path}/settings`, { ...uploaded.settings, mapping });
    const refused = changed.status === 200 ? await api.call('ada', 'POST', `${path}/start`) : changed;
    expect([refused.status, refused.body.code]).toEqual([422, 'fieldUnknown']);
    expect(refused.body.message).toContain(field);
    expect(await total()).toBe(before);
  },
);
