import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeImportRow } from '../../../db/queries/crm-import.ts';
import type { Json, Variables } from '../../../engine/contract/index.ts';
import { type Crm, openCrm } from '../../testing/open-crm.ts';
import {
  changeImportSettings,
  checkImport,
  createImport,
  describeImport,
  errorsFile,
  type ImportSettings,
  listFileRows,
  pauseImport,
  rerunRow,
  runImport,
  runImports,
  startImport,
} from './index.ts';

let crm: Crm;
beforeAll(async () => {
  crm = await openCrm();
});
afterAll(() => crm?.close());

async function upload(content: string | Buffer, name = 'leads.csv'): Promise<string> {
  const result = await createImport(crm.deps, {
    fileName: name,
    bytes: Buffer.from(content as never),
    packageKey: 'lead',
    createdBy: 'adam',
  });
  if (!result.ok) throw new Error(result.message);
  return result.id;
}
const view = async (id: string) => {
  const found = await describeImport(crm.db, id);
  if (!found) throw new Error('no such import');
  return found;
};
const change = async (id: string, settings: Partial<ImportSettings>) =>
  changeImportSettings(crm.deps, id, { ...(await view(id)).settings, ...settings });
async function run(id: string): Promise<void> {
  expect(await startImport(crm.deps, id)).toMatchObject({ ok: true });
  expect(await runImport(crm.deps, id, { worker: 'test' })).toBe('done');
}
const outcomes = async (id: string) => (await listFileRows(crm.db, id, { limit: 1000 })).map((row) => row.outcome);
const fieldsOf = async (id: string) =>
  crm.rows<{ title: string; fields: Variables }>(
    'select r.title, r.fields from import_row i join record r on r.id = i.record_id where import_id = $1 order by row',
    [id],
  );

describe('P21: two encodings of one file', () => {
  it('give the same preview, which can be changed before anything is stored', async () => {
    const text = 'Имя;Телефон;Город\r\nИван Петров;8 (916) 121-45-67;Нижний Новгород, центр\r\n';
    const views = [await view(await upload(iconv.encode(text, 'windows-1251'))), await view(await upload(`\ufeff${text}`))];
    expect(views.map((each) => each.detected.encoding)).toEqual(['windows-1251', 'utf-8']);
    for (const each of views) {
      expect(each.columns.map((column) => column.heading)).toEqual(['Имя', 'Телефон', 'Город']);
      expect(each.preview).toEqual([['Иван Петров', '8 (916) 121-45-67', 'Нижний Новгород, центр']]);
      expect(each.settings.mapping.map((column) => column.field)).toEqual(['lead.name', 'lead.phone', 'lead.city']);
    }
    const id = views[0]?.id ?? '';
    await change(id, { encoding: 'utf-8' });
    expect((await view(id)).columns[0]?.heading).not.toBe('Имя');
    await change(id, { encoding: 'windows-1251', delimiter: ',' });
    expect((await view(id)).columns).toHaveLength(2);
  });
});

describe('P22: leading zeros', () => {
  it('are stored character for character', async () => {
    const id = await upload('title,city,company,email\n00042,02-495,007,z1@zeros.example\n"00100","01-001","07",z2@zeros.example\n');
    await run(id);
    const stored = await fieldsOf(id);
    expect(stored.map((record) => [record.title, record.fields.city, record.fields.company])).toEqual([
      ['00042', '02-495', '007'],
      ['00100', '01-001', '07'],
    ]);
  });
});

describe('P23: dates', () => {
  // A date is asked of a lead by the company's own field; the call-back field stands in for one here.
  it('which can be read two ways are asked for before the import', async () => {
    const id = await upload('title;email\nA;d1@dates.example\n');
    const { settings } = await view(id);
    expect(settings.dateOrder).toBeNull();
    expect((await view(id)).columns.every((column) => !column.ambiguousDates)).toBe(true);
    const slashes = await upload('title,when\nA,03/04/2027\nB,05/06/2027\n');
    expect((await view(slashes)).columns[1]?.ambiguousDates).toBe(true);
    const proven = await upload('title,when\nA,03/04/2027\nB,05/16/2027\n');
    expect((await view(proven)).columns[1]?.ambiguousDates).toBe(false);
  });
});

describe('doubtful rows', () => {
  it('are told by the check, each kind with its first row, and taken all the same', async () => {
    const id = await upload(
      'company,email,phone,country\nGood,a@doubts.example,,PL\nBad mail,not-an-email,,PL\nNowhere,b@doubts.example,,XX\nBad phone,,+48 12,PL\nWorse mail,@x,,PL\nMute,,,PL\n',
    );
    expect(await checkImport(crm.deps, id)).toMatchObject({ ok: true, counts: { created: 6, refused: 0 } });
    expect((await view(id)).warnings).toEqual([
      { code: 'emailSyntax', count: 2, row: 3, value: 'not-an-email' },
      { code: 'countryUnknown', count: 1, row: 4, value: 'XX' },
      { code: 'phoneInvalid', count: 1, row: 5, value: '+48 12' },
      { code: 'noWayToReach', count: 1, row: 7, value: '' },
    ]);
    await change(id, { contactsElsewhere: true });
    expect((await view(id)).warnings).toEqual([]);
    await checkImport(crm.deps, id);
    expect((await view(id)).warnings.map(({ code }) => code)).not.toContain('noWayToReach');
  });
});

describe('settings that change, or do not read the file', () => {
  it('what was found under older settings is not written over newer ones', async () => {
    const id = await upload('company,email\nA,not-an-email\n');
    const older = (await view(id)).settings as unknown as Json;
    await change(id, { contactsElsewhere: true });
    const found = { status: 'checked' as const, checkCounts: { created: 9 } };
    expect(await changeImportRow(crm.db, id, ['uploaded'], found, older)).toBe(false);
    expect((await view(id)).status).toBe('uploaded');
    expect(await changeImportRow(crm.db, id, ['uploaded'], found, (await view(id)).settings as unknown as Json)).toBe(true);
  });

  it('which cannot read the file are shown as the problem they are, and can be changed back', async () => {
    const id = await upload('name;phone\nAnna,"x;601000210\nBo;601000211\n');
    const { delimiter } = (await view(id)).settings;
    await change(id, { delimiter: ',' });
    expect((await view(id)).problems).toMatchObject([{ code: 'unreadable' }]);
    await change(id, { delimiter });
    expect((await view(id)).problems).toEqual([]);
    expect((await view(id)).columns).toHaveLength(2);
  });

  it('a field that does not exist is named also beside one that does', async () => {
    const id = await upload('name;phone\nAnna;601000212\n');
    await change(id, {
      mapping: [
        { column: 0, field: 'x.y.name' },
        { column: 0, field: 'lead.name' },
      ],
    });
    expect((await view(id)).problems).toMatchObject([{ code: 'fieldUnknown', message: 'There is no field "x.y.name"' }]);
  });
});

describe('settings', () => {
  it.each([
    [
      'fieldTwice',
      [
        { column: 0, field: 'title' },
        { column: 1, field: 'title' },
      ],
    ],
    ['fieldUnknown', [{ column: 0, field: 'lead.nonsense' }]],
    ['nothingMapped', []],
  ])('%s is refused before the run', async (code, mapping) => {
    const id = await upload('a;b\n1;2\n');
    await change(id, { mapping });
    expect((await view(id)).problems.map((problem) => problem.code)).toContain(code);
    expect(await startImport(crm.deps, id)).toMatchObject({ ok: false, code });
    expect(await checkImport(crm.deps, id)).toMatchObject({ ok: false, code });
  });

  it('stand once it runs', async () => {
    const id = await upload('title\nOnly one\n');
    await run(id);
    expect(await change(id, { headerRow: false })).toMatchObject({ ok: false, code: 'wrongState' });
    expect(await startImport(crm.deps, id)).toMatchObject({ ok: false, code: 'wrongState' });
  });
});

describe('each row has one outcome', () => {
  const file = [
    'Title;Name;Phone;E-mail;Order volume a month;Kind of business',
    'One;Jan;601 500 001;one@rows.example;100;factory',
    'Two;Ewa;601 500 002;two@rows.example;1 000;Fabryka',
    'Again;Jan;+48 601500001;;;',
    'Bad number;X;601 500 003;;many;',
    ';;;;;',
    'Bad kind;X;;kind@rows.example;;spaceship',
    'Wrong phone;X;12;;;',
  ].join('\n');

  it('check and run count the same, and the numbers sum to the file', async () => {
    const id = await upload(file);
    const expected = { total: 7, created: 3, attached: 0, duplicate: 1, refused: 2, empty: 1, waiting: 0 };
    expect(await checkImport(crm.deps, id)).toMatchObject({ ok: true, counts: expected });
    expect(await crm.count('select count(*) from import_row where import_id = $1', [id])).toBe(0);
    expect((await view(id)).counts).toEqual(expected);
    await run(id);
    expect((await view(id)).counts).toEqual(expected);
    expect(await outcomes(id)).toEqual(['created', 'created', 'duplicate', 'refused', 'empty', 'refused', 'created']);
    const rows = await listFileRows(crm.db, id, { limit: 100 });
    expect(rows[2]).toMatchObject({ row: 4, duplicate_of: 'row 2' });
    expect(rows[3]?.reason).toContain('is no number');
    expect(rows[5]?.reason).toContain('spaceship');
    await crm.settle();
    const again = await upload(file);
    await run(again);
    expect(await outcomes(again)).toEqual(['attached', 'attached', 'duplicate', 'refused', 'empty', 'refused', 'created']);
    const people = await crm.rows<{ person_id: string }>(
      `select distinct person_id from record where fields ->> 'email' = 'one@rows.example'`,
    );
    expect(people).toHaveLength(1);
    expect(await crm.count(`select count(*) from record where title = 'Wrong phone' and stage = 'data-quality'`)).toBe(1);
  });

  it('refused rows come out as a file, corrected they go in again', async () => {
    const id = await upload('title;email;Order volume a month\n=1+1;f1@again.example;many\nFine;f2@again.example;1\n');
    await run(id);
    let text = '';
    for await (const line of errorsFile(crm.db, id)) text += line;
    expect(text).toContain(`;'=1+1;f1@again.example;many`);
    expect(await rerunRow(crm.deps, id, 2)).toMatchObject({ ok: true, outcome: 'refused' });
    expect(await rerunRow(crm.deps, id, 2, ['=1+1', 'f1@again.example', '20'])).toEqual({ ok: true, outcome: 'created', reason: null });
    expect(await rerunRow(crm.deps, id, 2)).toMatchObject({ ok: false, code: 'wrongState' });
    const [record] = await fieldsOf(id);
    expect(record).toMatchObject({ title: '=1+1', fields: { orderVolume: 20 } });
  });

  it('leads whose contact data is kept elsewhere pass the data check', async () => {
    const id = await upload('Lead Number\n660737\n660728\n');
    await change(id, { contactsElsewhere: true });
    await run(id);
    await crm.settle();
    expect(
      await crm.count(
        `select count(*) from user_task where element = 'PreSalesCall' and status = 'open' and record_id in (select record_id from import_row where import_id = $1)`,
        [id],
      ),
    ).toBe(2);
  });
});

describe('P25: broken off and run again', () => {
  it('goes on by itself; every row counts once', async () => {
    const lines = ['title;email;Order volume a month'];
    const total = 2_000;
    for (let row = 0; row < total; row += 1) {
      const repeated = row % 50 === 49;
      lines.push(`Lead ${row};p${repeated ? row - 1 : row}@p25.example;${row % 100 === 7 ? 'many' : row}`);
    }
    const id = await upload(lines.join('\n'));
    await startImport(crm.deps, id);
    let calls = 0;
    const dying = {
      ...crm.deps,
      door: {
        ...crm.door,
        startInstance: async (request: Parameters<typeof crm.door.startInstance>[0]) => {
          const result = await crm.door.startInstance(request);
          calls += 1;
          // Dies after the commit and before the row is settled.
          if (calls > total * 0.4) throw new Error('killed');
          return result;
        },
      },
    };
    await expect(runImport(dying, id, { worker: 'first' })).rejects.toThrow('killed');
    expect((await view(id)).counts.waiting).toBeGreaterThan(0);
    expect(await runImport(crm.deps, id, { worker: 'second' })).toBe('taken');
    await crm.rows(`update import set lease_until = clock_timestamp() - interval '1 second' where id = $1`, [id]);
    await runImports(crm.deps, { worker: 'second' });
    const { counts, status } = await view(id);
    expect(status).toBe('done');
    expect(counts).toEqual({ total, created: 1940, attached: 0, duplicate: 40, refused: 20, empty: 0, waiting: 0 });
    const leads = await crm.count(`select count(*) from record where fields ->> 'email' like '%@p25.example'`);
    expect(leads).toBe(1940);
    expect(await crm.count('select count(distinct record_id) from import_row where import_id = $1', [id])).toBe(1940);
  });

  it('a paused import stops, and goes on where it was', async () => {
    const id = await upload(['title', ...Array.from({ length: 500 }, (_, row) => `Paused ${row}`)].join('\n'));
    await startImport(crm.deps, id);
    let paused = false;
    const onProgress = () => {
      if (!paused) void pauseImport(crm.deps, id);
      paused = true;
    };
    expect(await runImport(crm.deps, id, { worker: 'a', onProgress })).toBe('stopped');
    expect((await view(id)).status).toBe('paused');
    await startImport(crm.deps, id);
    expect(await runImport(crm.deps, id, { worker: 'a' })).toBe('done');
    expect((await view(id)).counts).toMatchObject({ total: 500, created: 500 });
  });
});

describe('a start that throws', () => {
  /** A door that fails for one lead's title, every time. */
  const failingFor = (title: string) => ({
    ...crm.deps,
    door: {
      ...crm.door,
      startInstance: async (request: Parameters<typeof crm.door.startInstance>[0]) => {
        if (request.records?.some((record) => record.create?.title === title)) throw new Error('cannot be stored \ud83d');
        return crm.door.startInstance(request);
      },
    },
  });

  it('refuses its row with the reason; the other rows and the next import run', async () => {
    const first = await upload('title\nGood\nBad\nAlso good\n');
    const next = await upload('title\nBehind it\n');
    for (const id of [first, next]) await startImport(crm.deps, id);
    await runImport(failingFor('Bad'), first, { worker: 'a' }).catch(() => undefined);
    await crm.rows('update import set lease_until = null');
    await runImports(failingFor('Bad'), { worker: 'a' }).catch(() => undefined);
    await crm.rows('update import set lease_until = null');
    await runImports(failingFor('Bad'), { worker: 'a' });
    expect([(await view(first)).status, (await view(next)).status]).toEqual(['done', 'done']);
    expect(await outcomes(first)).toEqual(['created', 'refused', 'created']);
    const [, bad] = await listFileRows(crm.db, first, { limit: 10 });
    expect(bad).toMatchObject({ reason: 'The start failed: cannot be stored \ufffd', reason_code: 'startFailed' });
    expect(await rerunRow(failingFor('Bad'), first, 3)).toMatchObject({ ok: true, outcome: 'refused' });
    expect(await rerunRow(crm.deps, first, 3)).toMatchObject({ ok: true, outcome: 'created' });
  });

  it('whose answer alone was lost is found begun when it runs again, also with corrected cells', async () => {
    const id = await upload('title\nHeard\nUnheard\n');
    await startImport(crm.deps, id);
    const deaf = {
      ...crm.deps,
      door: {
        ...crm.door,
        async startInstance(request: Parameters<typeof crm.door.startInstance>[0]) {
          const result = await crm.door.startInstance(request);
          if (request.records?.some((record) => record.create?.title === 'Unheard')) throw new Error('connection lost');
          return result;
        },
      },
    };
    for (let look = 0; look < 3; look += 1) {
      await runImports(deaf, { worker: 'a' }).catch(() => undefined);
      await crm.rows('update import set lease_until = null');
    }
    expect(await outcomes(id)).toEqual(['created', 'refused']);
    expect(await rerunRow(crm.deps, id, 3, ['Unheard of'])).toEqual({ ok: true, outcome: 'created', reason: null });
    const [, row] = await listFileRows(crm.db, id, { limit: 10 });
    expect(await crm.rows('select title from record where id = $1', [row?.record_id])).toEqual([{ title: 'Unheard' }]);
  });

  it('refuses nothing when every start throws: the import waits for the world', async () => {
    const id = await upload('title\nLonely\n');
    await startImport(crm.deps, id);
    await expect(runImport(failingFor('Lonely'), id, { worker: 'a' })).rejects.toThrow('cannot be stored');
    expect((await view(id)).counts).toMatchObject({ waiting: 1, refused: 0 });
    expect(await runImport(crm.deps, id, { worker: 'a' })).toBe('done');
    expect(await outcomes(id)).toEqual(['created']);
  });

  it('a second run of a row, broken off by the death of its process, can be asked for again', async () => {
    const id = await upload('title;email;Order volume a month\nBroken off;off@broken.example;many\nFine;fine@broken.example;1\n');
    await run(id);
    expect(await rerunRow(crm.deps, id, 2)).toMatchObject({ ok: true, outcome: 'refused' });
    const dead = new Promise<'dead'>((resolve) => {
      const door = {
        ...crm.door,
        startInstance: () => {
          resolve('dead');
          return new Promise<never>(() => undefined);
        },
      };
      void rerunRow({ ...crm.deps, door }, id, 2, ['Broken off', 'off@broken.example', '20']);
    });
    expect(await dead).toBe('dead');
    expect(await outcomes(id)).toEqual(['waiting', 'created']);
    expect(await rerunRow(crm.deps, id, 2)).toEqual({ ok: true, outcome: 'created', reason: null });
  });
});

it('half characters and NUL in a file become a sign of their own, and stop nothing', async () => {
  const id = await upload(iconv.encode('title\nHalf \ud83d of it\nNil \0 here\n', 'utf-16le', { addBOM: true }));
  await run(id);
  expect((await fieldsOf(id)).map((record) => record.title)).toEqual(['Half \ufffd of it', 'Nil \ufffd here']);
});
