import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const titles = (answer: { body: { items: { title: string }[] } }) => answer.body.items.map((row) => row.title);

describe('records', () => {
  it.each(['/api/records?q=%00', '/api/search?q=%00', '/api/desk?team=%00', '/api/tasks/%00%3A1', '/api/figures?type=%00'])(
    'text that no database keeps is refused with its place: %s',
    async (path) => {
      const answer = await api.call('boris', 'GET', path);
      expect([400, 403, 404]).toContain(answer.status);
      if (answer.status === 400) expect(answer.body.code).toBe('unsafeText');
    },
  );

  it('a note with half a character is refused', async () => {
    const lead = await api.startLead();
    const answer = await api.call('anna', 'POST', `/api/records/${lead.recordId}/notes`, { text: 'x\ud83d' });
    expect([answer.status, answer.body.code]).toEqual([400, 'unsafeText']);
  });

  it('a call-back more than ten years ahead is refused', async () => {
    const lead = await api.startLead();
    const path = `/api/tasks/${encodeURIComponent(lead.taskId)}/defer`;
    const answer = await api.call('anna', 'POST', path, { until: '9999-06-01T10:00:00Z', reason: 'a year typed wrongly' });
    expect([answer.status, answer.body.code]).toEqual([422, 'tooFar']);
  });

  it('P46: what is too large is 413 with the limit, and the case goes on', async () => {
    const lead = await api.startLead();
    const task = encodeURIComponent(lead.taskId);
    const note = await api.call('anna', 'POST', `/api/tasks/${task}/complete`, { outcome: 'hot', note: 'x'.repeat(3_000_000) });
    expect([note.status, note.body.code, note.body.params]).toEqual([413, 'tooLarge', { limit: 1_048_576 }]);
    const details = { rows: Array.from({ length: 2500 }, (_, index) => ({ index, text: 'y'.repeat(1000) })) };
    expect((await api.call('anna', 'PATCH', `/api/records/${lead.recordId}`, { version: 1, patch: { details } })).status).toBe(413);
    const large = { rows: details.rows.slice(0, 700) };
    const within = await api.call('anna', 'PATCH', `/api/records/${lead.recordId}`, { version: 1, patch: { details: large } });
    expect([within.status, within.body.code]).toEqual([413, 'tooLarge']);
    expect((await api.call('anna', 'POST', `/api/records/${lead.recordId}/notes`, { text: 'z'.repeat(20_001) })).status).toBe(400);
    const chunked = await fetch(`${api.address}/api/records/${lead.recordId}/notes`, {
      method: 'POST',
      duplex: 'half',
      headers: {
        'content-type': 'application/json',
        cookie: `perennial=${await api.token('anna')}`,
        'x-csrf-token': (await api.call('anna', 'GET', '/api/me')).body.csrf,
      },
      body: new ReadableStream({
        start(stream) {
          for (let part = 0; part < 30; part += 1) stream.enqueue(new TextEncoder().encode('"'.padEnd(100_000, 'a')));
          stream.close();
        },
      }),
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect((await api.call('anna', 'POST', `/api/tasks/${task}/complete`, { outcome: 'hot' })).status).toBe(200);
  });

  it('change at the version one saw; 409 shows both', async () => {
    const lead = await api.startLead({ fields: { need: 'labels' } });
    const path = `/api/records/${lead.recordId}`;
    expect((await api.call('anna', 'PATCH', path, { version: 1, patch: { need: 'labels, 300' } })).body).toEqual({ version: 2 });
    const conflict = await api.call('boris', 'PATCH', path, { version: 1, patch: { need: 'tape' } });
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({
      code: 'recordConflict',
      params: { yours: { need: 'tape' }, stored: { need: 'labels, 300' }, version: 2 },
    });
    const unknown = await api.call('anna', 'PATCH', path, { version: 2, patch: { colour: 'red', amount: 'much' } });
    expect([unknown.status, unknown.body.fields?.map((each: { path: string; code: string }) => [each.path, each.code])]).toEqual([
      422,
      [
        ['lead.colour', 'unknown'],
        ['lead.amount', 'type'],
      ],
    ]);
    const history = await api.call('anna', 'GET', `${path}/history?kind=data`);
    expect(history.body.items[0]).toMatchObject({
      kind: 'data',
      actor: { name: 'Anna' },
      changes: [{ field: 'need', label: 'Need', old: 'labels', new: 'labels, 300' }],
    });
  });

  it('a new one by hand starts its process; the same call again makes no second', async () => {
    const body = { type: 'lead', title: 'Zakład Wędliniarski', fields: { phone: '+48601999888' } };
    const made = await api.call('anna', 'POST', '/api/records', body, { key: 'by-hand-1' });
    expect(made.status).toBe(200);
    expect((await api.call('anna', 'POST', '/api/records', body, { key: 'by-hand-1' })).body).toEqual(made.body);
    const record = await api.call('anna', 'GET', `/api/records/${made.body.id}`);
    expect(record.body).toMatchObject({
      title: body.title,
      owner: { id: 'anna' },
      instanceId: made.body.instanceId,
      nextStep: { name: 'Call' },
      mayEdit: true,
    });
    expect(record.body.path.map((stage: { id: string; state: string }) => [stage.id, stage.state])).toEqual([
      ['new', 'now'],
      ['offer', 'ahead'],
      ['won', 'ahead'],
    ]);
    expect((await api.call('anna', 'POST', '/api/records', { type: 'unicorn', title: 'x' })).body.code).toBe('unknownType');
    expect((await api.call('anna', 'POST', '/api/records', { ...body, fields: { wings: 2 } })).body.fields?.[0]?.path).toBe('lead.wings');
  });

  it('are found by a phone in any format, by part, with a letter wrong, in the other alphabet and layout, by number', async () => {
    const lead = await api.startLead({ title: 'Piekarnia Wiśniewski', fields: { phone: '+48601123777' } });
    await api.startLead({ title: 'Анна Петрова', fields: { phone: '+79161234567' } });
    for (const q of ['601 123 777', '+48 601-123-777', '0048601123777', '601123', 'wiśniew', 'Wiśniewskii', 'piekarnia wiśniewski']) {
      const found = await api.call('maria', 'GET', `/api/search?q=${encodeURIComponent(q)}`);
      expect([q, titles(found), found.body.total]).toEqual([q, ['Piekarnia Wiśniewski'], 1]);
    }
    for (const q of ['анна', 'fyyf', 'anna petrova', '+7 (916) 123-45-67']) {
      expect([q, titles(await api.call('maria', 'GET', `/api/search?q=${encodeURIComponent(q)}`))]).toEqual([q, ['Анна Петрова']]);
    }
    const number = (await api.record(lead.recordId)).number;
    expect(titles(await api.call('maria', 'GET', `/api/search?q=%23${number}`))).toContain('Piekarnia Wiśniewski');
    expect((await api.call('maria', 'GET', '/api/search?q=%25')).body.items).toEqual([]);
  });

  it('come in pages that lose and repeat nothing, in every order, with a total under the same filter', async () => {
    for (let index = 0; index < 7; index += 1) await api.startLead({ title: `Page ${index % 3}`, owner: 'norma' });
    for (const sort of ['updated', 'created', 'title', 'amount', 'due']) {
      const ids: string[] = [];
      let next: string | null = null;
      do {
        const page: { status: number; body: { total: number; items: { id: string; note: string | null }[]; next: string | null } } =
          await api.call('maria', 'GET', `/api/records?owner=norma&limit=3&sort=${sort}${next ? `&cursor=${next}` : ''}`);
        expect([sort, page.status, page.body.total]).toEqual([sort, 200, 7]);
        ids.push(...page.body.items.map((row) => row.id));
        next = page.body.next;
      } while (next);
      expect([sort, ids.length, new Set(ids).size]).toEqual([sort, 7, 7]);
    }
    const forged = Buffer.from(
      JSON.stringify({ sort: 'updated', keys: ["'; drop table record; --", '00000000-0000-4000-8000-000000000000'] }),
    ).toString('base64url');
    expect((await api.call('maria', 'GET', `/api/records?cursor=${forged}`)).body.code).toBe('invalidCursor');
    expect((await api.call('maria', 'GET', '/api/records?late=false&owner=norma')).body.total).toBe(7);
    expect((await api.call('maria', 'GET', '/api/records?late=true&owner=norma')).body.total).toBe(0);
  });

  it('the map shows the path walked, where it stands, and the same in words', async () => {
    const lead = await api.startLead();
    await api.call('anna', 'POST', `/api/tasks/${encodeURIComponent(lead.taskId)}/complete`, { outcome: 'hot' });
    const map = (await api.call('boris', 'GET', `/api/records/${lead.recordId}/map`)).body;
    expect(map.xml).toContain('<bpmn:process id="test-lead"');
    expect(map.walkedElements).toEqual(['start', 'call', 'result', 'offer']);
    expect(map.walkedFlows.sort()).toEqual(['isHot', 'toCall', 'toResult']);
    expect([map.now, map.next]).toEqual([['offer'], ['won']]);
    expect(map.words).toEqual(['Пройдено: Call', 'Сейчас: Offer']);
  });

  it('the history is one stream, newest first, read by pages; notes stand in it', async () => {
    const lead = await api.startLead();
    for (let index = 0; index < 9; index += 1) {
      api.clock.at += 60_000;
      const written = { text: `note ${index}` };
      await api.call('anna', 'POST', `/api/records/${lead.recordId}/notes`, written, { key: `note ${index}` });
      // The answer was lost on its way, and the call came again.
      await api.call('anna', 'POST', `/api/records/${lead.recordId}/notes`, written, { key: `note ${index}` });
    }
    const other = await api.call('anna', 'POST', `/api/records/${lead.recordId}/notes`, { text: 'another' }, { key: 'note 3' });
    expect([other.status, other.body.code]).toEqual([422, 'commandIdReused']);
    const notes: string[] = [];
    let next: string | null = null;
    do {
      const page: { status: number; body: { total: number; items: { id: string; note: string | null }[]; next: string | null } } =
        await api.call('anna', 'GET', `/api/records/${lead.recordId}/history?limit=4${next ? `&cursor=${next}` : ''}`);
      notes.push(...page.body.items.flatMap((entry) => entry.note ?? []));
      next = page.body.next;
    } while (next);
    expect(notes).toEqual(Array.from({ length: 9 }, (_, index) => `note ${8 - index}`));
  });

  it('figures: every lead is in exactly one outcome, and they sum to the intake', async () => {
    const figures = (await api.call('ada', 'GET', '/api/figures')).body;
    const sum = (rows: { count: number }[]) => rows.reduce((total, row) => total + row.count, 0);
    const all = await api.database.db.selectFrom('record').select('id').execute();
    expect([figures.intake, sum(figures.outcomes), sum(figures.stages)]).toEqual([all.length, all.length, all.length]);
    const polish = (await api.call('sofia', 'GET', '/api/figures')).body;
    expect(polish.intake).toBe(0);
  });
});
