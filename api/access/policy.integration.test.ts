import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../testing/api-fixture.ts';

let api: Api;
let north: { instanceId: string; recordId: string; taskId: string };
let south: { instanceId: string; recordId: string; taskId: string }[];
const secrets = ['Kowal Poludnie', 'Kowalska Gmina', '+48602000111', '+48602000222'];

beforeAll(async () => {
  api = await openApi();
  north = await api.startLead({ title: 'Kowal Polnoc', team: 'north', fields: { phone: '+48601000111', need: 'labels' } });
  south = [
    await api.startLead({ title: 'Kowal Poludnie', team: 'south', fields: { phone: '+48602000111' } }),
    await api.startLead({ title: 'Kowalska Gmina', team: 'south', fields: { phone: '+48601000111', email: 'x@y.example' } }),
  ];
  // One deadline each, so that desk and figures have something to hide.
  await api.database.db
    .updateTable('user_task')
    .set({ due_at: new Date(api.clock.at - 60_000) })
    .execute();
});
afterAll(() => api?.close());

/** A person or organisation of that record, made for it, or the record itself. */
async function referred(field: string, recordId: string): Promise<string> {
  if (field === 'leadId') return recordId;
  const id = randomUUID();
  const at = new Date(api.clock.at);
  if (field === 'personId')
    await api.database.db.insertInto('person').values({ id, name: 'Piotr Gmina', created_at: at, updated_at: at }).execute();
  else
    await api.database.db
      .insertInto('organisation')
      .values({ id, name: 'Gmina', name_key: 'gmina', created_at: at, updated_at: at })
      .execute();
  const column = field === 'personId' ? { person_id: id } : { organisation_id: id };
  await api.database.db.updateTable('record').set(column).where('id', '=', recordId).execute();
  return id;
}

/** Everything a reader can ask, as one text. */
async function everything(user: string): Promise<string> {
  const paths = [
    '/api/search?q=kowal',
    '/api/search?q=Kowal%20Poludnie',
    '/api/search?q=601%20000%20111',
    '/api/records?q=kowal',
    '/api/records',
    '/api/records?late=true',
    '/api/records?sort=due',
    '/api/records?owner=norma',
    `/api/records/${north.recordId}`,
    `/api/records/${north.recordId}/history`,
    `/api/records/${north.recordId}/map`,
    '/api/tasks',
    '/api/tasks?view=pool',
    '/api/tasks?q=kowal&view=pool',
    '/api/stages?type=lead',
    '/api/figures',
    '/api/desk',
    '/api/notifications',
  ];
  const answers = await Promise.all(paths.map(async (path) => [path, (await api.call(user, 'GET', path)).body]));
  return JSON.stringify(answers);
}

describe('P38: nothing shows what the list hides', () => {
  it('a rep of North finds his one everywhere, and no name or number of the South', async () => {
    const list = await api.call('norma', 'GET', '/api/records?q=kowal');
    expect(list.body.items.map((row: { title: string }) => row.title)).toEqual(['Kowal Polnoc']);
    expect(list.body.total).toBe(1);
    expect((await api.call('norma', 'GET', '/api/search?q=kowal')).body).toMatchObject({ items: [{ title: 'Kowal Polnoc' }], total: 1 });
    expect((await api.call('norma', 'GET', '/api/search?q=601000111')).body).toMatchObject({
      items: [{ title: 'Kowal Polnoc' }],
      total: 1,
    });
    expect((await api.call('norma', 'GET', '/api/figures')).body).toMatchObject({ intake: 1 });
    expect(
      (await api.call('norma', 'GET', '/api/stages?type=lead')).body.items.find((stage: { id: string }) => stage.id === 'new').count,
    ).toBe(1);
    expect((await api.call('norma', 'GET', `/api/records/${north.recordId}`)).body.duplicates).toEqual([]);
    const seen = await everything('norma');
    for (const secret of [...secrets, ...south.flatMap((lead) => [lead.recordId, lead.instanceId])]) expect(seen).not.toContain(secret);
  });

  it('a supervisor of North sees the same on desk and in figures', async () => {
    const desk = await api.call('nadia', 'GET', '/api/desk');
    expect(desk.body.counts).toMatchObject({ late: 1 });
    expect(desk.body.late).toMatchObject([{ record: { title: 'Kowal Polnoc' } }]);
    const seen = await everything('nadia');
    for (const secret of secrets) expect(seen).not.toContain(secret);
  });

  it('a direct link answers as if it did not exist, reading and writing', async () => {
    for (const lead of south) {
      const id = lead.recordId;
      const task = encodeURIComponent(lead.taskId);
      const links: [string, string, unknown?][] = [
        ['GET', `/api/records/${id}`],
        ['GET', `/api/records/${id}/history`],
        ['GET', `/api/records/${id}/map`],
        ['PATCH', `/api/records/${id}`, { version: 1, patch: { need: 'x' } }],
        ['POST', `/api/records/${id}/notes`, { text: 'x' }],
        ['GET', `/api/tasks/${task}`],
        ['POST', `/api/tasks/${task}/claim`],
        ['POST', `/api/tasks/${task}/complete`, { outcome: 'hot' }],
        ['POST', `/api/tasks/${task}/call-back`, { at: new Date(api.clock.at + 3_600_000).toISOString() }],
      ];
      for (const [method, path, body] of links) {
        const answer = await api.call('norma', method, path, body);
        const nothing = await api.call('norma', method, path.replace(id, randomUUID()).replace(task, `none${task}`), body);
        expect([path, answer.status, answer.body]).toEqual([path, 404, nothing.body]);
      }
    }
  });

  it.each(['personId', 'organisationId', 'leadId'])(
    '%s may name only what is seen anyway, in a new record and in a change',
    async (field) => {
      const [foreign, own] = [await referred(field, south[0]?.recordId ?? ''), await referred(field, north.recordId)];
      const open = (id: string) =>
        api.call('norma', 'POST', '/api/records', { type: 'lead', title: 'Mine', fields: { [field]: id } }).then((answer) => answer.status);
      expect([await open(foreign), await open(randomUUID()), await open('x'), await open(own)]).toEqual([422, 422, 422, 200]);
      const lead = await api.startLead({ title: 'Hers', team: 'north' });
      await api.database.db.updateTable('user_task').set({ assignee: 'norma' }).where('instance_id', '=', lead.instanceId).execute();
      const complete = `/api/tasks/${encodeURIComponent(lead.taskId)}/complete`;
      const written = await api.call('norma', 'POST', complete, { outcome: 'hot', values: { [`lead.${field}`]: foreign } });
      expect([written.status, written.body.fields?.[0]]).toMatchObject([422, { path: `lead.${field}`, code: 'reference' }]);
      const version = (await api.call('norma', 'GET', `/api/records/${north.recordId}`)).body.version;
      const change = (user: string, id: string) =>
        api.call(user, 'PATCH', `/api/records/${north.recordId}`, { version, patch: { [field]: id } });
      const refused = await change('norma', foreign);
      expect([refused.status, refused.body.fields?.[0]?.path]).toEqual([422, `lead.${field}`]);
      for (const secret of secrets) expect(await everything('norma')).not.toContain(secret);
      expect((await change('maria', foreign)).status).toBe(200);
      const again = (await api.call('maria', 'GET', `/api/records/${north.recordId}`)).body.version;
      expect(
        (await api.call('maria', 'PATCH', `/api/records/${north.recordId}`, { version: again, patch: { [field]: null } })).status,
      ).toBe(200);
    },
  );

  it.each(['leadId', 'dealId', 'customerId', 'sourceId'])('the history follows %s to what is seen only', async (field) => {
    const [hidden, seen] = [south[1]?.recordId, (await api.startLead({ title: 'Wczesniej', team: 'north' })).recordId];
    await api.call('maria', 'POST', `/api/records/${hidden}/notes`, { text: 'told in the South' });
    await api.call('maria', 'POST', `/api/records/${seen}/notes`, { text: 'told in the North' });
    const told = async (user: string, from: string | undefined) => {
      const { recordId } = await api.startLead({ title: 'Pozniej', team: 'north', fields: { [field]: from ?? '' } });
      return JSON.stringify((await api.call(user, 'GET', `/api/records/${recordId}/history`)).body.items);
    };
    expect(await told('norma', seen)).toContain('told in the North');
    expect(await told('norma', hidden)).not.toContain('told in the South');
    expect(await told('maria', hidden)).toContain('told in the South');
  });

  it("a user's Idempotency-Key takes no key of the system or of somebody else", async () => {
    const lead = await api.startLead({ title: 'Keys' });
    const key = `job:${lead.instanceId}:17`;
    const claim = `/api/tasks/${encodeURIComponent(lead.taskId)}/claim`;
    expect((await api.call('anna', 'POST', claim, undefined, { headers: { 'idempotency-key': key } })).status).toBe(200);
    const { rows } = await api.database.pool.query<{ id: string }>({
      text: 'select id from command where instance_id = $1 and type = $2',
      values: [lead.instanceId, 'claim'],
    });
    expect(rows).toEqual([{ id: `user:anna/${key}` }]);
    // The longest key is still one, and says the same again.
    const unclaim = () => api.call('anna', 'POST', `/api/tasks/${encodeURIComponent(lead.taskId)}/unclaim`, {}, { key: 'k'.repeat(200) });
    expect([(await unclaim()).status, (await unclaim()).status]).toEqual([200, 200]);
  });

  it('a supervisor without a team, and the administrator, see all three', async () => {
    for (const user of ['maria', 'ada']) expect((await api.call(user, 'GET', '/api/records?q=kowal')).body.total).toBe(3);
    expect((await api.call('maria', 'GET', `/api/records/${north.recordId}`)).body.duplicates).toMatchObject([
      { title: 'Kowalska Gmina', why: 'same phone' },
    ]);
  });

  it('files: their uploader, and whoever sees the record they hang on', async () => {
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.4\n%%EOF']), 'offer.pdf');
    const uploaded = await api.call('sofia', 'POST', `/api/files?record=${south[0]?.recordId}`, undefined, { raw: form });
    expect(uploaded.status).toBe(200);
    const path = `/api/files/${uploaded.body.id}`;
    expect((await api.call('sofia', 'GET', path)).status).toBe(200);
    expect((await api.call('norma', 'GET', path)).status).toBe(404);
    const foreign = new FormData();
    foreign.append('file', new Blob(['x']), 'x.txt');
    expect((await api.call('norma', 'POST', `/api/files?record=${south[0]?.recordId}`, undefined, { raw: foreign })).status).toBe(404);
    const evidence = await api.call('norma', 'POST', `/api/tasks/${encodeURIComponent(north.taskId)}/complete`, {
      outcome: 'hot',
      evidence: { offer: uploaded.body.id },
    });
    expect([evidence.status, evidence.body.fields?.[0]?.path]).toEqual([422, 'evidence.offer']);
  });

  it('marketing sees what became of leads, without contact data', async () => {
    const record = await api.call('mark', 'GET', `/api/records/${north.recordId}`);
    expect(record.status).toBe(200);
    expect(JSON.stringify(record.body)).not.toContain('+48601000111');
    expect(JSON.stringify((await api.call('mark', 'GET', `/api/records/${north.recordId}/history`)).body)).not.toContain('+48601000111');
  });
});

describe('what is hidden from a reader finds nothing for him', () => {
  const found = async (user: string, q: string) => {
    const ask = encodeURIComponent(q);
    const [search, list] = [
      await api.call(user, 'GET', `/api/search?q=${ask}`),
      await api.call(user, 'GET', `/api/records?type=lead&q=${ask}`),
    ];
    return { search: search.body.total, list: list.body.total };
  };
  beforeAll(async () => {
    const fields = { phone: '+48603000777', email: 'tajny@zamek.example', need: 'Żółte łódki', alsoBy: '+48 604 000 888', city: 'Łódź' };
    await api.startLead({ title: 'Dziwny Tytuł', team: 'south', fields });
    const { recordId } = await api.startLead({ title: '+48605000999', team: 'south', fields: { phone: '+48605000999' } });
    const [id, at] = [randomUUID(), new Date(api.clock.at)];
    await api.database.db
      .insertInto('person')
      .values({ id, name: 'Pani Ukryta', search: 'pani ukryta', created_at: at, updated_at: at })
      .execute();
    await api.database.db
      .insertInto('contact_point')
      .values({ id: randomUUID(), kind: 'phone', value: '+48606000111', raw: '606000111', person_id: id, created_at: at })
      .execute();
    await api.database.db.updateTable('record').set({ person_id: id }).where('id', '=', recordId).execute();
  });

  it.each([
    '603000777',
    '+48 603 000 777',
    '03000',
    'tajny',
    'zamek.example',
    'tajny@zamek.exampel',
    '604000888',
    '605000999',
    '606000111',
    'dziwny 603',
  ])('%s: for whom numbers are shown alone', async (q) => {
    expect((await found('maria', q)).search).toBeGreaterThan(0);
    expect(await found('mark', q)).toEqual({ search: 0, list: 0 });
  });

  it.each(['dziwny', 'DZIWNY tytuł', 'tytul', 'zolte', 'lodz', 'dziwnyy'])('%s: for both', async (q) => {
    expect(await found('maria', q)).toEqual({ search: 1, list: 1 });
    expect(await found('mark', q)).toEqual({ search: 1, list: 1 });
  });

  it('a number of a record is none that is hidden', async () => {
    const number = (await api.call('mark', 'GET', '/api/records?q=dziwny')).body.items[0].number;
    expect((await found('mark', `#${number}`)).list).toBe(1);
  });
});
