import iconv from 'iconv-lite';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedStaff } from '../../../crm/demo/index.ts';
import { hashPassword } from '../../access/sign-in.ts';
import { type Background, startBackground } from '../../background.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';
import { publishShipped } from '../../testing/shipped.ts';

let api: Api;
let background: Background;
beforeAll(async () => {
  api = await openApi({
    users: [
      { id: 'ada', name: 'Ada', roles: ['administrator'], teams: [] },
      { id: 'rita', name: 'Rita', roles: ['rep'], teams: ['pre-sales'] },
    ],
    deps: { wakeBackground: () => background?.wake() },
  });
  await publishShipped(api.packageStore, api.clock.at);
  await seedStaff({ db: api.database.db, now: api.clock.now, hashPassword });
  background = startBackground(
    { db: api.database.db, pool: api.database.pool, door: api.door, now: api.clock.now, defaultCountry: 'PL' },
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await background?.close();
  await api?.close();
});

async function upload(content: Buffer | string, name = 'leads.csv') {
  const form = new FormData();
  form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), name);
  return api.call('ada', 'POST', '/api/imports', undefined, { raw: form });
}

async function finished(id: string) {
  for (;;) {
    const view = (await api.call('ada', 'GET', `/api/imports/${id}`)).body;
    if (['done', 'failed'].includes(view.status)) return view;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('an import', () => {
  it('P21, P22: encoding and separator are detected and shown; values are stored character for character', async () => {
    const text = 'Имя;Телефон;Город;Индекс\r\nИван Петров;8 (916) 123-45-67;Нижний Новгород, центр;00042\r\n';
    const [ansi, utf8] = await Promise.all([upload(iconv.encode(text, 'win1251')), upload(Buffer.from(`\ufeff${text}`))]);
    for (const { status, body } of [ansi, utf8]) {
      expect(status).toBe(200);
      expect(body.detected.delimiter).toBe(';');
      expect(body.columns.map((column: { heading: string }) => column.heading)).toEqual(['Имя', 'Телефон', 'Город', 'Индекс']);
      expect(body.preview).toEqual([['Иван Петров', '8 (916) 123-45-67', 'Нижний Новгород, центр', '00042']]);
      expect(body.status).toBe('uploaded');
    }
    expect(ansi.body.detected.encoding).toBe('windows-1251');
    expect((await api.call('ada', 'GET', '/api/records')).body.total).toBe(0);
    const { id, settings } = utf8.body;
    const mapping = [
      { column: 0, field: 'lead.name' },
      { column: 1, field: 'lead.phone' },
      { column: 2, field: 'lead.city' },
      { column: 3, field: 'title' },
    ];
    const changed = await api.call('ada', 'PUT', `/api/imports/${id}/settings`, { ...settings, mapping });
    expect(changed.body.settings.mapping).toEqual(mapping);
    expect((await api.call('ada', 'POST', `/api/imports/${id}/start`)).status).toBe(200);
    expect((await finished(id)).counts).toMatchObject({ total: 1, created: 1 });
    const [record] = (await api.call('ada', 'GET', '/api/records')).body.items;
    expect(record).toMatchObject({ title: '00042', contact: 'Иван Петров' });
    const fields = (await api.call('ada', 'GET', `/api/records/${record.id}`)).body.fields as { key: string; value: unknown }[];
    expect(fields.find((field) => field.key === 'city')?.value).toBe('Нижний Новгород, центр');
  });

  it('every row has one outcome; what failed comes back as a file whose formulas are defused, and can be run again', async () => {
    const rows = [
      'title,name,phone,email',
      'One,Jan Nowak,601 100 100,jan@a.example',
      'Two,Ewa Lis,,',
      ',,,',
      'Three,Jan Nowak,+48601100100,other@a.example',
      '"=HYPERLINK(""http://x.example"")",Zly Numer,89161234567,nie-adres',
    ];
    const { body } = await upload(rows.join('\n'));
    const path = `/api/imports/${body.id}`;
    const checked = (await api.call('ada', 'POST', `${path}/check`)).body;
    expect([checked.status, checked.counts.total]).toEqual(['checked', 5]);
    await api.call('ada', 'POST', `${path}/start`);
    const view = await finished(body.id);
    const { total, ...outcomes } = view.counts as { [outcome: string]: number };
    expect([total, Object.values(outcomes).reduce((sum, count) => sum + count, 0), outcomes.waiting]).toEqual([5, 5, 0]);
    const all = (await api.call('ada', 'GET', `${path}/rows`)).body.items as {
      row: number;
      outcome: string;
      recordId: string | null;
      reason: string | null;
    }[];
    expect(all.map((row) => row.row)).toEqual([2, 3, 4, 5, 6]);
    for (const row of all)
      expect([row.outcome, row.outcome === 'created' ? row.recordId : (row.reason ?? 'empty')]).toEqual([row.outcome, expect.any(String)]);
    const file = await api.call('ada', 'GET', `${path}/errors.csv`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.headers.get('content-disposition')).toContain('leads-errors.csv');
    expect(String(file.body)).not.toMatch(/(^|[;\n])"?=/);
    const refused = all.find((row) => row.outcome === 'refused');
    if (refused) {
      const again = await api.call('ada', 'POST', `${path}/rows/${refused.row}/rerun`, {
        values: ['Mended', 'Ewa Lis', '602 200 200', 'ewa@a.example'],
      });
      expect([again.status, again.body.outcome]).toEqual([200, 'created']);
    }
    expect((await api.call('ada', 'POST', `${path}/start`)).status).toBe(409);
    expect((await api.call('ada', 'GET', '/api/imports')).body.items.map((each: { id: string }) => each.id)).toContain(body.id);
  });

  it('refuses what is no list, what is too large, two columns on one field, and who may not', async () => {
    expect((await upload('')).status).toBe(422);
    expect((await upload(Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'x.xlsx')).status).toBeGreaterThanOrEqual(400);
    const huge = await upload(Buffer.alloc(50_050_000, 'a,b\n'));
    expect([huge.status, huge.body.params]).toEqual([413, { limit: 50_000_000 }]);
    const { body } = await upload('a,b\n1,2\n');
    const twice = {
      ...body.settings,
      mapping: [
        { column: 0, field: 'title' },
        { column: 1, field: 'title' },
      ],
    };
    expect((await api.call('ada', 'PUT', `/api/imports/${body.id}/settings`, twice)).body.problems).toMatchObject([
      { code: 'fieldTwice', column: 1 },
    ]);
    expect((await api.call('ada', 'POST', `/api/imports/${body.id}/start`)).status).toBe(422);
    expect((await api.call('rita', 'GET', `/api/imports/${body.id}`)).status).toBe(403);
    expect(
      (
        await api.call('ada', 'PUT', `/api/imports/${body.id}/settings`, {
          ...body.settings,
          mapping: [{ column: 0, field: 'title', extra: 1 }],
        })
      ).status,
    ).toBe(400);
  });
});
