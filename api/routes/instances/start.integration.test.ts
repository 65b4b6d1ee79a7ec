import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, end, line, publish, signalOf, userTask } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await publish(api, { key: 'visit', body: line(begin, userTask('look'), end) });
  await publish(api, {
    key: 'heard',
    roots: '<bpmn:signal id="go" name="fire alarm" />',
    body: line(`<bpmn:startEvent id="start">${signalOf('go')}</bpmn:startEvent>`, userTask('run'), end),
  });
  await publish(api, {
    key: 'declares',
    roots: '<bpmn:itemDefinition id="count" structureRef="xsd:integer" />',
    body: `<bpmn:dataObject id="pieces" name="pieces" itemSubjectRef="count" /><bpmn:dataObject id="who" name="who" />
      <bpmn:dataObject id="told" name="told" />
      ${line(begin, '<bpmn:scriptTask id="tell" perennial:resultVariable="told" scriptFormat="feel"><bpmn:script>= pieces + 1</bpmn:script></bpmn:scriptTask>', userTask('after'), end)}`,
  });
  const components = [
    { id: 'f1', type: 'textfield', key: 'address', label: 'Address', validate: { required: true } },
    { id: 'f2', type: 'number', key: 'floor', label: 'Floor', validate: { min: 0 } },
  ];
  const asks = begin.replace('<bpmn:startEvent', '<bpmn:startEvent perennial:startForm="arrival"');
  const body = line(asks, userTask('serve'), end);
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="http://perennial.dev/test"><bpmn:process id="asks" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
  const files = [
    { path: 'manifest.json', content: JSON.stringify({ key: 'asks', name: 'Asks', process: 'asks.bpmn', forms: ['forms/arrival.form'] }) },
    { path: 'asks.bpmn', content: bpmn },
    { path: 'forms/arrival.form', content: JSON.stringify({ type: 'default', id: 'arrival', components }) },
  ];
  const published = await api.packageStore.publish({ key: 'asks', files, actor: null, now: api.clock.at });
  if (!published.ok) throw new Error(JSON.stringify(published.findings));
});
afterAll(() => api?.close());

const start = (who: string | null, body: object, key?: string) => api.call(who, 'POST', '/api/instances', body, key ? { key } : {});

describe('POST /api/instances', () => {
  it('begins a case with its variables, says what it opened, and does it once under its key', async () => {
    const first = await start('oskar', { process: 'visit', variables: { room: 7 } }, 'k1');
    expect(first.body).toMatchObject({ ok: true, version: 1, status: 'open', next: [{ element: 'look', name: 'look' }] });
    const again = await start('oskar', { process: 'visit', variables: { room: 7 } }, 'k1');
    expect(again.body.instanceId).toBe(first.body.instanceId);
    const other = await start('oskar', { process: 'visit', variables: { room: 8 } }, 'k1');
    expect([other.status, other.body.code]).toEqual([422, 'commandIdReused']);
    const elsewhere = await start('oskar', { process: 'declares' }, 'k1');
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'commandIdReused']);
    const mine = await start('anna', { process: 'visit' }, 'k1');
    expect(mine.status).toBe(200);
    expect(mine.body.instanceId).not.toBe(first.body.instanceId);
    const state = await api.call('ada', 'GET', `/api/instances/${first.body.instanceId}/state`);
    expect(Object.values(state.body.state.elements)[0]).toMatchObject({ variables: { room: 7 } });
    const [fact] = await api.facts(first.body.instanceId);
    expect(fact).toMatchObject({ type: 'instanceStarted', actor: 'oskar' });
  });

  it('takes the newest version, or the one named', async () => {
    await publish(api, { key: 'visit', body: line(begin, userTask('look'), userTask('again'), end) });
    expect((await start('maria', { process: 'visit' })).body).toMatchObject({ version: 2 });
    expect((await start('maria', { process: 'visit', version: 1 })).body).toMatchObject({ version: 1 });
    for (const gone of [{ process: 'visit', version: 9 }, { process: 'nothing' }]) expect((await start('maria', gone)).status).toBe(404);
  });

  it.each([
    ['anna', 200],
    ['maria', 200],
    ['oskar', 200],
    ['clara', 200],
    ['ada', 200],
    ['mark', 403],
    [null, 401],
  ])('by %s: %i', async (who, status) => {
    expect((await start(who, { process: 'visit' })).status).toBe(status);
  });

  it('says what else a case begins with, in the language of who asks', async () => {
    const lead = await start('boris', { process: 'test-lead' });
    expect([lead.status, lead.body.code, lead.body.params]).toEqual([422, 'recordNeeded', { type: 'lead', name: 'Lead' }]);
    expect(lead.body.message).toContain('начинается с записи типа lead');
    const heard = await start('sofia', { process: 'heard' });
    expect([heard.status, heard.body.code]).toEqual([422, 'startedByEvent']);
    expect(heard.body.message).toContain('fire alarm');
  });

  it('names an older version only for who operates cases or publishes', async () => {
    for (const who of ['nadia', 'oskar', 'ada'])
      expect([who, (await start(who, { process: 'visit', version: 1 })).body.version]).toEqual([who, 1]);
    for (const version of [1, 2]) {
      const refused = await start('anna', { process: 'visit', version });
      expect([refused.status, refused.body.code, refused.body.place]).toEqual([403, 'forbidden', 'version']);
    }
    expect((await start('sofia', { process: 'visit', version: 1 })).body.message).toContain('wersji');
  });

  it('asks by the start form; more than that and the declared inputs it takes of who operates cases or publishes', async () => {
    const refused = await start('oskar', { process: 'asks', variables: { floor: -1 } });
    expect([refused.status, refused.body.code]).toEqual([422, 'guard']);
    expect(refused.body.fields).toMatchObject([
      { path: 'address', code: 'required' },
      { path: 'floor', code: 'tooSmall' },
    ]);
    const more = { process: 'asks', variables: { address: 'Rynek 1', approved: true } };
    for (const who of ['oskar', 'nadia']) expect([who, (await start(who, more)).status]).toEqual([who, 200]);
    const beyond = await start('anna', more);
    expect([beyond.status, beyond.body.code, beyond.body.place]).toEqual([422, 'guard', 'approved']);
    expect(beyond.body.fields).toMatchObject([{ path: 'approved', code: 'unknown' }]);
    expect(beyond.body.message).toContain('does not ask');
    const both = await start('clara', { process: 'asks', variables: { approved: true } });
    expect(both.body.fields.map(({ path }: { path: string }) => path)).toEqual(['address', 'approved']);
    const began = await start('anna', { process: 'asks', variables: { address: 'Rynek 1' } });
    expect(began.status).toBe(200);
    const { state } = (await api.call('ada', 'GET', `/api/instances/${began.body.instanceId}/state`)).body;
    expect(Object.values(state.elements)[0]).toMatchObject({ variables: { address: 'Rynek 1', floor: null } });
    expect((await start('anna', { process: 'declares', variables: { pieces: 2, who: 'me' } })).status).toBe(200);
    expect((await start('anna', { process: 'declares', variables: { pieces: 2, told: 5 } })).body.fields).toMatchObject([{ path: 'told' }]);
    expect((await start('anna', { process: 'visit', variables: { room: 7 } })).status).toBe(422);
  });

  it('the same call again answers the same, whatever was published or forbidden since; with the version its case has', async () => {
    const asking = (fields: string[]) => ({
      key: 'changes',
      body: line(begin.replace('<bpmn:startEvent', '<bpmn:startEvent perennial:startForm="f"'), userTask('serve'), end),
      manifest: { forms: ['f.form'] },
      files: [
        {
          path: 'f.form',
          content: JSON.stringify({
            type: 'default',
            id: 'f',
            components: fields.map((key) => ({ id: key, type: 'textfield', key, label: key, validate: { required: true } })),
          }),
        },
      ],
    });
    await publish(api, asking(['a']));
    const body = { process: 'changes', variables: { a: 'x' } };
    const first = await start('anna', body, 'again-1');
    expect(first.body).toMatchObject({ version: 1, status: 'open' });
    await publish(api, asking(['a', 'b']));
    const again = await start('anna', body, 'again-1');
    expect(again.body).toMatchObject({ instanceId: first.body.instanceId, version: 1, status: 'open' });
    const other = await start('anna', { ...body, variables: { a: 'y' } }, 'again-1');
    expect([other.status, other.body.code]).toEqual([422, 'commandIdReused']);
    expect((await start('anna', body, 'again-2')).body.fields).toMatchObject([{ path: 'b', code: 'required' }]);
  });
});

describe('what is asked for', () => {
  const info = async (process: string, who = 'oskar') => (await api.call(who, 'GET', `/api/processes/${process}/start`)).body;

  it('the start form, else declared data that nothing writes, else nothing', async () => {
    expect(await info('asks')).toMatchObject({
      kind: 'plain',
      fields: [
        { key: 'address', required: true },
        { key: 'floor', type: 'number' },
      ],
    });
    expect((await info('declares')).fields).toMatchObject([
      { key: 'pieces', type: 'number', help: null },
      { key: 'who', type: 'text', help: 'A number, true, false, or text' },
    ]);
    expect(await info('visit')).toMatchObject({ kind: 'plain', fields: [] });
  });

  it('a record, with what can be typed of it; or an event', async () => {
    const lead = await info('test-lead', 'anna');
    expect(lead).toMatchObject({ kind: 'record', record: { type: 'lead', name: 'Lead' } });
    expect(lead.fields.map((each: { key: string }) => each.key)).toEqual(['title', 'amount', 'closeDate', 'phone', 'need']);
    expect(await info('heard')).toMatchObject({ kind: 'event', events: [{ kind: 'signal', name: 'fire alarm' }] });
  });

  it('who may only start sees no drafts and no numbers', async () => {
    await api.call('oskar', 'POST', '/api/processes', { key: 'drafted', name: 'Drafted' });
    const all = (await api.call('oskar', 'GET', '/api/processes')).body.items as { key: string; start: string; openCases: number }[];
    expect(all.find(({ key }) => key === 'drafted')?.start).toBe('none');
    expect(all.find(({ key }) => key === 'visit')?.openCases).toBeGreaterThan(0);
    const some = (await api.call('anna', 'GET', '/api/processes')).body.items as typeof all;
    expect(some.find(({ key }) => key === 'drafted')).toBeUndefined();
    expect(some.find(({ key }) => key === 'visit')).toMatchObject({ start: 'plain', openCases: 0 });
    expect((await api.call('mark', 'GET', '/api/processes')).status).toBe(403);
  });
});

describe('GET /api/cases/:instance', () => {
  it('shows a case to whoever started it, has a step of it, or sees everything; to nobody else', async () => {
    const { body } = await start('norma', { process: 'visit' });
    const seen = (who: string) => api.call(who, 'GET', `/api/cases/${body.instanceId}`);
    const own = await seen('norma');
    expect(own.body).toMatchObject({ status: 'open', record: null, process: { key: 'visit', version: 2 }, tasks: [{ element: 'look' }] });
    expect((await api.call('norma', 'GET', `/api/cases/${body.instanceId}/map`)).body.now).toEqual(['look']);
    expect((await api.call('norma', 'GET', '/api/cases')).body.items.map((each: { id: string }) => each.id)).toContain(body.instanceId);
    for (const [who, status] of [
      ['anna', 200],
      ['maria', 200],
      ['oskar', 200],
      ['sofia', 404],
      ['mark', 404],
    ] as const)
      expect([who, (await seen(who)).status]).toEqual([who, status]);
  });

  it('who started a case with a record and may not see the record does not see the case', async () => {
    const { instanceId } = await api.startLead({ team: 'north' });
    expect((await api.call('norma', 'GET', `/api/cases/${instanceId}`)).status).toBe(200);
    expect((await api.call('sofia', 'GET', `/api/cases/${instanceId}`)).status).toBe(404);
  });
});

describe('a process that begins by time', () => {
  const clock = (rule: string) =>
    line(
      `<bpmn:startEvent id="clock"><bpmn:timerEventDefinition><bpmn:timeCycle>${rule}</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>`,
      userTask('look'),
      end,
    );
  const howItBegins = async (query = '') => (await api.call('anna', 'GET', `/api/processes/timed/start${query}`)).body;
  const listed = async () =>
    (await api.call('anna', 'GET', '/api/processes')).body.items.find(({ key }: { key: string }) => key === 'timed');

  it('says so, and when next; by hand it may begin, too', async () => {
    await publish(api, { key: 'timed', body: clock('R2/PT1H') });
    const from = api.clock.at;
    const at = (hours: number) => new Date(from + hours * 3_600_000).toISOString();
    const timer = { process: 'timed', element: 'clock', rule: 'R2/PT1H', skipped: null, problem: null };
    expect(await howItBegins()).toMatchObject({ kind: 'timer', timers: [{ ...timer, nextAt: at(1), lastAt: null }] });
    expect(await listed()).toMatchObject({ nextStartAt: at(1) });
    api.clock.at = from + 3_600_000;
    expect(await api.door.sweepStartTimers()).toEqual({ started: 1 });
    expect(await howItBegins()).toMatchObject({ timers: [{ ...timer, nextAt: at(2), lastAt: at(1) }] });
    expect((await start('anna', { process: 'timed' })).body).toMatchObject({ ok: true, next: [{ element: 'look' }] });
    await publish(api, { key: 'timed', body: clock('R/PT3H') });
    expect(await howItBegins('?version=1')).toMatchObject({ timers: [{ nextAt: null, lastAt: at(1) }] });
    expect(await howItBegins()).toMatchObject({ version: 2, timers: [{ nextAt: at(4) }] });
  });

  it('is refused where it never could', async () => {
    const body = clock('R/PT0.1S');
    await expect(publish(api, { key: 'quick', body })).rejects.toThrow('start-event/timer-too-often');
    const bpmn = `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="http://perennial.dev/test"><bpmn:process id="quick" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
    const files = [
      { path: 'manifest.json', content: JSON.stringify({ key: 'quick', name: 'Quick', process: 'quick.bpmn' }) },
      { path: 'quick.bpmn', content: bpmn },
    ];
    const { findings } = (await api.call('oskar', 'POST', '/api/processes/quick/check', { files })).body;
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'start-event/timer-too-often', element: 'clock' }));
    expect((await api.call('anna', 'GET', '/api/processes/visit/start')).body).toMatchObject({ kind: 'plain', timers: [] });
  });
});
