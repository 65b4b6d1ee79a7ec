import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  const users = Array.from({ length: 50 }, (_, index) => ({
    id: `rep${index}`,
    name: `Rep ${index}`,
    roles: ['rep'],
    teams: ['pre-sales', 'sales'],
  }));
  const { people } = await import('../../testing/people.ts');
  api = await openApi({ users: [...people, ...users] });
});
afterAll(() => api?.close());

const path = (taskId: string, verb = '') => `/api/tasks/${encodeURIComponent(taskId)}${verb && `/${verb}`}`;
const factsOf = async (instanceId: string, type: string) => (await api.facts(instanceId)).filter((fact) => fact.type === type);

describe('a task', () => {
  it('is claimed, drafted and completed; the reply names the next step, and a guard names its fields', async () => {
    const lead = await api.startLead({
      title: 'Bakery Klos',
      fields: { phone: '+48601123456', name: 'Anna Nowak', company: 'Klos', country: 'PL' },
    });
    const detail = await api.call('anna', 'GET', path(lead.taskId));
    expect(detail.status).toBe(200);
    expect(detail.body).toMatchObject({
      name: 'Call',
      status: 'open',
      mayComplete: true,
      contact: { name: 'Anna Nowak', organisation: 'Klos', phone: '+48601123456', zone: 'Europe/Warsaw' },
      outcomes: [{ value: 'hot' }, { value: 'junk' }],
      stage: { id: 'new', name: 'New', color: 'sky' },
    });
    expect((await api.call('anna', 'POST', path(lead.taskId, 'claim'))).status).toBe(200);
    expect((await api.call('anna', 'PUT', path(lead.taskId, 'draft'), { draft: { note: 'half a th' } })).status).toBe(200);
    expect((await api.call('anna', 'GET', path(lead.taskId))).body.draft).toEqual({ note: 'half a th' });
    const done = await api.call('anna', 'POST', path(lead.taskId, 'complete'), { outcome: 'hot', note: 'asks for 300 labels' });
    expect(done.status).toBe(200);
    expect(done.body.next).toMatchObject([{ name: 'Offer', record: { title: 'Bakery Klos' }, stage: { id: 'offer' } }]);
    const offer = done.body.next[0].id;
    expect((await api.call('anna', 'GET', path(offer))).status).toBe(200);
    const refused = await api.call('anna', 'POST', path(offer, 'complete'), {});
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('guard');
    expect(refused.body.fields?.map((field: { path: string }) => field.path).sort()).toEqual(['lead.amount', 'lead.closeDate']);
    const history = await api.call('boris', 'GET', `/api/records/${lead.recordId}/history`);
    expect(history.body.items.find((entry: { note: string | null }) => entry.note === 'asks for 300 labels')).toMatchObject({
      kind: 'task',
      actor: { id: 'anna', name: 'Anna' },
      text: 'Call: hot',
    });
  });

  it('P37 (API): neither a change of the record nor the drop that lacks its fields stores half of anything', async () => {
    const lead = await api.startLead();
    await api.call('anna', 'POST', path(lead.taskId, 'complete'), { outcome: 'hot' });
    const [task] = await api.tasks(lead.instanceId).then((tasks) => tasks.filter((each) => each.status === 'open'));
    const offer = `${lead.instanceId}:${task?.element_instance}`;
    const before = await api.record(lead.recordId);
    const factsBefore = (await api.facts(lead.instanceId)).length;
    const half = await api.call('anna', 'POST', path(offer, 'complete'), { values: { 'lead.amount': 900 } });
    expect([half.status, half.body.code]).toEqual([422, 'guard']);
    const stage = await api.call('anna', 'PATCH', `/api/records/${lead.recordId}`, {
      version: before.version,
      patch: { stage: 'won', status: 'won' },
    });
    expect(stage.status).toBe(422);
    expect(stage.body.fields?.map((field: { path: string }) => field.path)).toEqual(['lead.stage', 'lead.status']);
    expect(await api.record(lead.recordId)).toEqual(before);
    expect((await api.facts(lead.instanceId)).length).toBe(factsBefore);
    const whole = await api.call('anna', 'PATCH', `/api/records/${lead.recordId}`, {
      version: before.version,
      patch: { amount: 900, closeDate: '2027-03-04' },
    });
    expect(whole.body).toEqual({ version: before.version + 1 });
    expect((await api.call('anna', 'POST', path(offer, 'complete'), {})).status).toBe(200);
    expect(await api.record(lead.recordId)).toMatchObject({ status: 'won', amount: 900 });
  });

  it('P07: who lost it is told who has it since when; nothing is written', async () => {
    const lead = await api.startLead();
    await api.call('anna', 'POST', path(lead.taskId, 'claim'));
    expect((await api.call('maria', 'POST', path(lead.taskId, 'assign'), { assignee: 'boris', reason: 'lunch' })).status).toBe(200);
    const before = (await api.facts(lead.instanceId)).length;
    const late = await api.call('anna', 'POST', path(lead.taskId, 'complete'), { outcome: 'hot', note: 'typed' });
    expect(late.status).toBe(409);
    expect(late.body.message).toContain('Boris');
    expect(late.body.params).toMatchObject({ holder: { id: 'boris', name: 'Boris' }, at: new Date(api.clock.at).toISOString() });
    expect((await api.facts(lead.instanceId)).length).toBe(before);
    expect((await api.call('boris', 'POST', path(lead.taskId, 'complete'), { outcome: 'junk' })).status).toBe(200);
    const history = await api.call('boris', 'GET', `/api/records/${lead.recordId}/history`);
    expect(history.status).toBe(200);
    expect(history.body.items.find((entry: { text: string }) => entry.text === 'Call: junk').actor.name).toBe('Boris');
  });

  it('P08: of twenty completions one wins, the others learn its result, and a repeat gets the first answer', async () => {
    const lead = await api.startLead();
    const calls = Array.from({ length: 20 }, (_, index) => ({ key: randomUUID(), outcome: index % 2 ? 'hot' : 'junk' }));
    const answers = await Promise.all(
      calls.map(({ key, outcome }) => api.call('anna', 'POST', path(lead.taskId, 'complete'), { outcome }, { key })),
    );
    const winners = answers.flatMap((answer, index) => (answer.status === 200 ? [index] : []));
    expect(winners).toHaveLength(1);
    const winner = winners[0] ?? 0;
    const won = calls[winner]?.outcome;
    for (const answer of answers.filter((each) => each.status !== 200)) {
      expect(answer.status).toBe(409);
      expect(answer.body.params).toMatchObject({ outcome: won });
      expect(answer.body.message).toContain(won);
    }
    expect(await factsOf(lead.instanceId, 'taskCompleted')).toHaveLength(1);
    expect(await factsOf(lead.instanceId, 'taskCreated')).toHaveLength(won === 'hot' ? 2 : 1);
    const facts = (await api.facts(lead.instanceId)).length;
    const again = await api.call('anna', 'POST', path(lead.taskId, 'complete'), { outcome: won }, { key: calls[winner]?.key });
    expect([again.status, again.body]).toEqual([200, answers[winner]?.body]);
    expect((await api.facts(lead.instanceId)).length).toBe(facts);
    const other = await api.call(
      'anna',
      'POST',
      path(lead.taskId, 'complete'),
      { outcome: won === 'hot' ? 'junk' : 'hot' },
      { key: calls[winner]?.key },
    );
    expect([other.status, other.body.code]).toEqual([422, 'commandIdReused']);
  });

  it('P34: of a thousand claims twenty succeed, the others are told the holder', async () => {
    const leads = await Promise.all(Array.from({ length: 20 }, () => api.startLead()));
    const calls = leads.flatMap((lead) => Array.from({ length: 50 }, (_, rep) => ({ lead, rep: `rep${rep}` })));
    calls.sort(() => Math.random() - 0.5);
    const answers = await Promise.all(
      calls.map(async ({ lead, rep }) => ({ lead, rep, answer: await api.burst(rep, 'POST', path(lead.taskId, 'claim')) })),
    );
    const taken = answers.filter(({ answer }) => answer.status === 200);
    expect(taken).toHaveLength(20);
    const holders = new Map(taken.map(({ lead, rep }) => [lead.taskId, rep]));
    expect(holders.size).toBe(20);
    for (const { lead, answer } of answers.filter((each) => each.answer.status !== 200)) {
      expect(answer.status).toBe(409);
      const holder = holders.get(lead.taskId) ?? '';
      expect(answer.body.params).toMatchObject({ holder: { id: holder } });
      expect(answer.body.message).toContain(`Rep ${holder.slice(3)}`);
    }
    for (const lead of leads) expect(await factsOf(lead.instanceId, 'taskClaimed')).toHaveLength(1);
  });

  it('that is not offered to somebody cannot be seen, claimed, or completed', async () => {
    const lead = await api.startLead({ team: 'south' });
    for (const [method, verb, body] of [
      ['GET', '', undefined],
      ['POST', 'claim', undefined],
      ['POST', 'complete', { outcome: 'hot' }],
      ['PUT', 'draft', { draft: {} }],
    ] as const) {
      const answer = await api.call('norma', method, path(lead.taskId, verb), body);
      expect([verb, answer.status, answer.body.code]).toEqual([verb, 404, 'notFound']);
    }
    expect((await api.call('sofia', 'GET', path(lead.taskId))).status).toBe(200);
  });

  it('refuses unknown fields, names that reach a prototype, broken JSON and other types', async () => {
    const lead = await api.startLead();
    const complete = path(lead.taskId, 'complete');
    const unknown = await api.call('anna', 'POST', complete, { outcome: 'hot', values: { 'lead.nothing': 1 } });
    expect([unknown.status, unknown.body.fields?.[0]?.path]).toEqual([422, 'lead.nothing']);
    const key = await api.call('anna', 'POST', complete, { outcome: 'hot', vlaues: {} });
    expect([key.status, key.body.fields]).toEqual([400, [expect.objectContaining({ path: 'vlaues', code: 'unknown' })]]);
    const send = (raw: string, type = 'application/json') =>
      api.call('anna', 'POST', complete, undefined, { raw, headers: { 'content-type': type } });
    for (const raw of ['{"outcome":"hot","values":{"__proto__":{"admin":true}}}', '{"outcome":"hot","values":{"a":{"constructor":1}}}']) {
      const answer = await send(raw);
      expect([answer.status, answer.body.code]).toEqual([400, 'unsafeName']);
    }
    expect((await send(`{"values":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`)).body.code).toBe('tooDeep');
    expect((await send('{"outcome":')).body).toMatchObject({ code: 'invalidJson' });
    expect((await send('<a/>', 'text/xml')).status).toBe(415);
    expect((await api.call('anna', 'POST', complete, { outcome: 'nope' })).status).toBe(422);
    expect(await factsOf(lead.instanceId, 'taskCompleted')).toHaveLength(0);
  });
});

describe('the inbox', () => {
  beforeEach(async () => {
    await api.database.db.deleteFrom('user_task').execute();
  });

  it('lists late, call-backs now, at risk, hot, rest, in that order, by pages that lose nothing', async () => {
    const at = (minutes: number) => new Date(api.clock.at + minutes * 60_000);
    const make = async (title: string, set: { due_at?: Date; warn_at?: Date; follow_up_at?: Date; priority?: number }) => {
      const lead = await api.startLead({ title });
      await api.database.db
        .updateTable('user_task')
        .set({ assignee: 'anna', due_at: null, warn_at: null, ...set })
        .where('instance_id', '=', lead.instanceId)
        .execute();
    };
    await make('rest', { due_at: at(600), warn_at: at(500) });
    await make('hot', { due_at: at(400), warn_at: at(300), priority: 80 });
    await make('risk', { due_at: at(30), warn_at: at(-5) });
    await make('callback', { follow_up_at: at(-1), due_at: at(59) });
    await make('late 5', { due_at: at(-5) });
    await make('late 90', { due_at: at(-90) });
    await make('later', { follow_up_at: at(120) });
    await make('no deadline', {});
    const all = await api.call('anna', 'GET', '/api/tasks');
    expect(all.body.items.map((row: { record: { title: string }; section: string }) => [row.record.title, row.section])).toEqual([
      ['late 90', 'late'],
      ['late 5', 'late'],
      ['callback', 'callBack'],
      ['risk', 'atRisk'],
      ['hot', 'hot'],
      ['rest', 'rest'],
      ['no deadline', 'rest'],
    ]);
    expect(all.body.counts).toEqual({ today: 7, late: 2, pool: 0, waiting: 1 });
    expect(all.body.nextDue).toBe(at(30).toISOString());
    const titles: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: { items: { record: { title: string } }[]; next: string | null } } = await api.call(
        'anna',
        'GET',
        `/api/tasks?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      titles.push(...page.body.items.map((row) => row.record.title));
      cursor = page.body.next;
    }
    expect(titles).toEqual(['late 90', 'late 5', 'callback', 'risk', 'hot', 'rest', 'no deadline']);
    expect((await api.call('anna', 'GET', '/api/tasks?view=waiting')).body.items).toMatchObject([{ record: { title: 'later' } }]);
    expect((await api.call('anna', 'GET', '/api/tasks?q=risk')).body.items).toHaveLength(1);
    expect((await api.call('anna', 'GET', '/api/tasks?cursor=garbage')).body.code).toBe('invalidCursor');
    expect((await api.call('anna', 'GET', '/api/tasks?veiw=pool')).status).toBe(400);
  });

  it('the pool holds what is offered to my groups and taken by nobody', async () => {
    const [first] = [await api.startLead({ title: 'one' }), await api.startLead({ title: 'two' })];
    expect((await api.call('boris', 'GET', '/api/tasks?view=pool')).body.items).toHaveLength(2);
    expect((await api.call('norma', 'GET', '/api/tasks?view=pool')).body.items).toHaveLength(0);
    await api.call('anna', 'POST', path(first.taskId, 'claim'));
    const pool = await api.call('boris', 'GET', '/api/tasks?view=pool');
    expect([pool.body.items.length, pool.body.counts.pool]).toEqual([1, 1]);
    const defer = await api.call('anna', 'POST', path(first.taskId, 'defer'), {
      until: new Date(api.clock.at - 1).toISOString(),
      reason: 'x',
    });
    expect([defer.status, defer.body.code]).toEqual([422, 'past']);
    const later = new Date(api.clock.at + 86_400_000).toISOString();
    expect((await api.call('anna', 'POST', path(first.taskId, 'defer'), { until: later, reason: 'he is away' })).status).toBe(200);
    expect((await api.call('anna', 'GET', '/api/tasks')).body.counts).toEqual({ today: 0, late: 0, pool: 1, waiting: 1 });
  });
});
