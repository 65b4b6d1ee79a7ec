import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Background, startBackground } from '../../api/background.ts';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { password } from '../../api/testing/people.ts';
import { insertCaughtMail } from '../../db/queries/caught-mails.ts';
import { begin, catching, end, line, publish, signalOf, userTask } from '../../runtime/testing/publish.ts';
import { ops } from './ops.ts';

let api: Api;
let background: Background | undefined;
beforeAll(async () => {
  api = await openApi({ deps: { wakeBackground: () => background?.wake() } });
  const { database, door, clock } = api;
  background = startBackground(
    { db: database.db, pool: database.pool, door, now: clock.now, defaultCountry: 'PL' },
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await background?.close();
  await api?.close();
});

async function run(args: string[], as = 'maria'): Promise<{ code: number; out: string; err: string }> {
  Object.assign(process.env, { PERENNIAL_URL: api.address, PERENNIAL_LOGIN: as, PERENNIAL_PASSWORD: password });
  let out = '';
  let err = '';
  const code = await ops(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}
const open = async (id: string) => (await api.tasks(id)).filter((task) => task.status === 'open').map((task) => task.element);

describe('perennial ops', () => {
  it('suspends, resumes, moves, corrects, takes back, cancels and restarts', async () => {
    const { instanceId, taskId } = await api.startLead();
    expect(await run(['suspend', instanceId, '--reason', 'audit'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^suspended, fact \d/),
    });
    expect((await run(['cases', '--suspended'])).out).toContain(instanceId);
    expect(await run(['resume', instanceId])).toMatchObject({ code: 0, out: expect.stringMatching(/^resumed, fact \d/) });
    const cancel = String(taskId.split(':').at(-1));
    expect(await run(['move', instanceId, '--reason', 'r', '--cancel', cancel, '--start', 'offer'])).toMatchObject({ code: 0 });
    expect(await open(instanceId)).toEqual(['offer']);
    expect(await run(['undo', instanceId])).toMatchObject({ code: 0 });
    expect(await open(instanceId)).toEqual(['call']);
    await run(['set', instanceId, '--reason', 'r', '--var', 'n=5', '--var', 'note=a text']);
    const state = JSON.parse((await run(['state', instanceId, '--json'])).out) as {
      lastFact: number;
      state: { elements: { [id: string]: object } };
    };
    expect(state.state.elements['1']).toMatchObject({ variables: { n: 5, note: 'a text' } });
    const first = JSON.parse((await run(['state', instanceId, '--fact', '1', '--json'])).out) as { state: { elements: object } };
    expect(Object.keys(first.state.elements)).toEqual(['1']);
    await run(['cancel', instanceId, '--reason', 'double']);
    const restarted = await run(['restart', instanceId, '--start', 'offer']);
    expect(await open(restarted.out.trim())).toEqual(['offer']);
    expect(await run(['restart', instanceId])).toMatchObject({ code: 1, err: expect.stringContaining('Refused (alreadyRestarted)') });
    expect(await run(['batch', 'start', 'restart', '--id', instanceId, '--wait'])).toMatchObject({ code: 1 });
    const forced = await run(['restart', instanceId, '--force']);
    expect(await open(forced.out.trim())).toEqual(['call']);
    expect(await run(['batch', 'start', 'restart', '--id', instanceId, '--force', '--wait'])).toMatchObject({ code: 0 });
  });

  it('tells a state in words: where it stands since when, what it waits for, what it knows', async () => {
    const { instanceId, taskId } = await api.startLead({ title: 'Nowak' });
    await run(['set', instanceId, '--reason', 'r', '--var', 'n=5', '--var', `long="${'x'.repeat(300)}"`]);
    const { code, out, err } = await run(['state', instanceId]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [head, after, , headings, root, task] = out.split('\n');
    expect(head).toMatch(new RegExp(`^${instanceId}: open, .*test-lead\\) v1, begun 20.*, Nowak \\(`));
    expect(after).toMatch(/^after its last fact, \d+: variables\w+ by maria, 20/);
    expect(headings).toMatch(/^NUMBER +ELEMENT +SINCE +WAITS FOR$/);
    expect(root).toMatch(/^1 +\S+ +20\S+Z +-$/);
    expect(task).toMatch(new RegExp(`^${taskId.split(':').at(-1)} +  Call \\(call\\) +20\\S+Z +one of pre-sales to work on it`));
    expect(out).toContain('VARIABLES\n  of the case\n');
    expect(out).toContain('\n    n = 5\n');
    expect(out).toContain('… (302 characters; --json has all)');
    const command = { type: 'raiseIncident' as const, code: 'down', message: 'It was down' };
    const actor = { id: 'system:test', roles: [], groups: [] };
    await api.door.executeCommand({ instanceId, commandId: `raise-${instanceId}`, command, actor });
    await run(['suspend', instanceId, '--reason', 'audit']);
    const held = (await run(['state', instanceId])).out;
    expect(held).toMatch(/\nsuspended since 20\S+ by maria: audit\n/);
    expect(held).toMatch(new RegExp(`INCIDENTS\n  ${instanceId}:\\d+ \\(down\\).*: It was down\n`));
    expect((await run(['state', instanceId, '--fact', '1'])).out).toMatch(/\nas it was after fact 1 of \d+: instanceStarted by /);
  });

  it('reads the mails that were caught, as an administrator', async () => {
    const mail = {
      messageId: 'm1',
      sender: 'crm@x.example',
      recipients: ['anna@x.example'],
      subject: 'Late',
      body: 'Call\nKowal',
      headers: {},
    };
    await insertCaughtMail(api.database.db, mail);
    const { code, out } = await run(['caught-mails'], 'ada');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('crm@x.example > anna@x.example\nLate\n\n  Call\n  Kowal\n\n1 of 1\n'),
    });
    expect(await run(['caught-mails'])).toMatchObject({ code: 1, err: expect.stringContaining('Refused (forbidden)') });
  });

  it('lists incidents and retries one with corrected variables', async () => {
    const { instanceId } = await api.startLead();
    const command = { type: 'raiseIncident' as const, code: 'down', message: 'It was down' };
    await api.door.executeCommand({
      instanceId,
      commandId: `raise-${instanceId}`,
      command,
      actor: { id: 'system:test', roles: [], groups: [] },
    });
    const { out } = await run(['incidents']);
    const row = out.split('\n').find((each) => each.startsWith(`${instanceId}:`)) ?? '';
    expect(row).toContain('It was down');
    expect(row).toContain('test-lead');
    const retried = await run(['retry', row.split(' ')[0] ?? '', '--var', 'n=1']);
    expect(retried).toEqual({ code: 0, out: 'passed: the case goes on, now at Call (call)\n', err: '' });
  });

  it('tells the truth of a retry that fails again, and names the new incident', async () => {
    const flows = `<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="which" />
      <bpmn:sequenceFlow id="f2" sourceRef="which" targetRef="after"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= n = 6</bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="f3" sourceRef="which" targetRef="later"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= n = 7</bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="f4" sourceRef="after" targetRef="end" /><bpmn:sequenceFlow id="f5" sourceRef="later" targetRef="end" />`;
    const which = '<bpmn:exclusiveGateway id="which" name="Which way" />';
    await publish(api, { key: 'adds', body: `${begin}${which}${userTask('after')}${userTask('later')}${end}${flows}` });
    const { out: started } = await run(['start', 'adds', '--var', 'n=5']);
    const instanceId = started.split('\n')[0] ?? '';
    const incidentOf = async () =>
      (await run(['incidents', '--limit', '200'])).out.split('\n').find((each) => each.startsWith(`${instanceId}:`)) ?? '';
    const first = await incidentOf();
    expect(first).toContain('Which way (which)');
    const again = await run(['retry', first.split(' ')[0] ?? '']);
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining('failed again at Which way (which)') });
    const second = /new incident: (\S+)/.exec(again.out)?.[1] ?? '';
    expect(second).not.toBe(first.split(' ')[0]);
    expect((await incidentOf()).startsWith(`${second} `)).toBe(true);
    const mended = await run(['retry', second, '--var', 'n=6', '--json']);
    expect(JSON.parse(mended.out)).toMatchObject({ ok: true, outcome: 'passed', next: null, case: { steps: [{ id: 'after' }] } });
    expect(mended.code).toBe(0);
  });

  it('starts a case by key or name, once under its id, and says what a start needs', async () => {
    const components = [{ id: 'f1', type: 'textfield', key: 'address', label: 'Address', validate: { required: true } }];
    const files = [{ path: 'ask.form', content: JSON.stringify({ type: 'default', id: 'ask', components }) }];
    const start = begin.replace('<bpmn:startEvent', '<bpmn:startEvent perennial:startForm="ask"');
    await publish(api, { key: 'asks', body: line(start, userTask('serve'), end), manifest: { forms: ['ask.form'] }, files });
    const args = ['start', 'Test Payment', '--variables', '{"order": "D-7"}', '--var', 'n=1', '--id', 'mine-1'];
    const begun = await run(args);
    expect(begun).toMatchObject({ code: 0, out: expect.stringContaining('open: Send invoice (invoice), for sales') });
    const id = begun.out.split('\n')[0] ?? '';
    expect((await run(args)).out.split('\n')[0]).toBe(id);
    const state = JSON.parse((await run(['state', id, '--json'])).out);
    expect(state.state.elements['1'].variables).toEqual({ order: 'D-7', n: 1 });
    expect(state.instance).toMatchObject({ processName: 'test-payment', steps: [{ id: 'invoice', name: 'Send invoice' }] });
    expect(await run(['start', 'test-lead'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('begins with a record of the type lead'),
    });
    const asked = await run(['start', 'asks', '--var', 'floor=1']);
    expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('address: Address must be filled in.\n') });
    expect(await run(['start', 'test-pament'])).toMatchObject({ code: 1, err: expect.stringContaining('near it: test-payment') });
    expect(await run(['start', 'test-payment', '--version', '7'])).toMatchObject({ code: 1, err: expect.stringContaining('notFound') });
    expect(await run(['start', 'test-payment', '--variables', '[1]'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('one JSON object'),
    });
  });

  it('throws signals and sends messages', async () => {
    const roots = '<bpmn:signal id="go" name="go ahead" />';
    await publish(api, { key: 'hears', roots, body: line(begin, catching('hear', signalOf('go')), userTask('went'), end) });
    const id = (await run(['start', 'hears'])).out.split('\n')[0] ?? '';
    const sent = await run(['signal', 'go ahead', '--payload', '{"at": "noon"}', '--id', 's-1']);
    expect(sent).toEqual({ code: 0, out: 'thrown: 1 case gets it\n', err: '' });
    await api.door.idle();
    expect(await open(id)).toEqual(['went']);
    expect((await run(['signal', 'go ahead', '--payload', '{"at": "noon"}', '--id', 's-1'])).out).toContain('thrown before');
    expect((await run(['signal', 'nobody'])).out).toBe('thrown: nobody waits for it\n');
    expect((await run(['message', 'order.placed', '--time-to-live', 'PT0S'])).out).toMatch(/^delivered to test-order-/);
    expect((await run(['message', 'payment.received', '--key', 'D-99'])).out).toContain('nobody waits for it yet: kept until');
    expect((await run(['message', 'order.placed', '--all', '--time-to-live', 'PT0S'])).out).toBe('delivered: 1 case gets it\n');
    expect((await run(['signal', 'x'], 'anna')).err).toContain('Refused (forbidden)');
  });

  it('lists elements, takes them by name, and says which are near one that is not there', async () => {
    const { instanceId } = await api.startLead({ title: 'Kowalski' });
    const elements = await run(['elements', 'test-lead']);
    expect(elements.out).toMatch(/Call +call +user-task +test-lead +1 +\d+/);
    const cases = await run(['cases', '--package', 'test-lead', '--element', 'Call', '--limit', '200']);
    expect(cases.out.split('\n').find((each) => each.startsWith(instanceId))).toMatch(/test-lead v1 +Call \(call\) .*Kowalski/);
    expect(await run(['cases', '--element', 'Cal'])).toMatchObject({
      code: 1,
      out: '',
      err: 'No process has an element “Cal”; near it: Call (call).\n',
    });
    expect((await run(['cases', '--package', 'test-lead', '--element', 'Offfer'])).err).toBe(
      'test-lead has no element “Offfer”; near it: Offer (offer).\n',
    );
    expect((await run(['cases', '--package', 'test-led'])).err).toContain('There is no process “test-led”; near it: test-lead');
    expect(await run(['move', instanceId, '--reason', 'r', '--cancel', 'Call', '--start', 'Offer'])).toMatchObject({ code: 0 });
    expect(await open(instanceId)).toEqual(['offer']);
    const gone = await run(['move', instanceId, '--reason', 'r', '--cancel', 'Call', '--start', 'Offer']);
    expect(gone).toMatchObject({ code: 1, err: 'The case does not stand at “Call”: it stands at Offer (offer).\n' });
    await run(['cancel', instanceId, '--reason', 'r']);
    expect(await open((await run(['restart', instanceId, '--start', 'Offer'])).out.trim())).toEqual(['offer']);
  });

  it('a preview lists the cases, the first of many', async () => {
    const ids = (await Promise.all(Array.from({ length: 22 }, () => api.startLead({ title: 'Nowak' })))).map((each) => each.instanceId);
    const few = await run(['batch', 'preview', 'suspend', '--id', ids[0] ?? '']);
    expect(few.out).toMatch(new RegExp(`CAN +PROCESS +AT +RECORD\n${ids[0]} +test-lead +Call \\(call\\) +Nowak\n`));
    const many = await run(['batch', 'preview', 'suspend', ...ids.flatMap((id) => ['--id', id])]);
    expect(many.out).toContain('… and 2 more');
    const moved = ['--id', ids[0] ?? '', '--reason', 'r', '--cancel', 'Call', '--start', 'Offer', '--wait', '--package', 'test-lead'];
    expect(await run(['batch', 'start', 'modify', ...moved])).toMatchObject({ code: 0 });
    expect(await open(ids[0] ?? '')).toEqual(['offer']);
  });

  it('previews a batch, runs it, and tells what became of each', async () => {
    const ids = (await Promise.all([0, 1].map(() => api.startLead()))).map((each) => each.instanceId);
    const filter = ids.flatMap((id) => ['--id', id]);
    expect((await run(['batch', 'preview', 'suspend', ...filter])).out).toContain('2 cases, 2 tried: 2 can, 0 cannot');
    const started = await run(['batch', 'start', 'suspend', ...filter, '--reason', 'audit', '--per-second', '100', '--wait']);
    expect(started.out).toContain('done: 2 done of 2');
    const status = await run(['batch', 'status', started.out.split('\n')[0] ?? '']);
    for (const id of ids) expect(status.out).toContain(id);
    expect((await run(['batch', 'list'])).out).toContain('suspend');
    expect((await run(['batch', 'preview', 'suspend', ...filter])).out).toContain('2 cases, 2 tried: 0 can, 2 cannot');
    expect((await run(['batch', 'preview', 'suspend', ...filter, '--limit', '1'])).out).toContain('2 cases, 1 tried: 0 can, 1 cannot');
    expect(started.code).toBe(0);
    const again = await run(['batch', 'start', 'suspend', ...filter, '--id', (await api.startLead()).instanceId, '--wait']);
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining('done: 1 done, 2 refused of 3') });
  });

  it('answers every call in JSON', async () => {
    const json = async (...args: string[]) => {
      const { code, out, err } = await run([...args, '--json']);
      expect(err).toBe('');
      return { code, said: JSON.parse(out) };
    };
    const { instanceId } = await api.startLead();
    const command = { type: 'raiseIncident' as const, code: 'down', message: 'It was down' };
    const actor = { id: 'system:test', roles: [], groups: [] };
    await api.door.executeCommand({ instanceId, commandId: `raise-${instanceId}`, command, actor });
    const { said: incidents } = await json('incidents', '--limit', '200');
    const incident = incidents.items.find((each: { id: string }) => each.id.startsWith(`${instanceId}:`)).id;
    expect(await json('retry', incident)).toMatchObject({ code: 0, said: { ok: true } });
    const begun = await json('batch', 'start', 'suspend', '--id', instanceId);
    expect(begun).toMatchObject({ code: 0, said: { action: 'suspend', total: 1 } });
    await vi.waitFor(async () => expect((await json('batch', 'status', begun.said.id)).said.status).toBe('done'), 10_000);
    const refused = await json('batch', 'start', 'suspend', '--id', instanceId, '--wait');
    expect(refused).toMatchObject({ code: 1, said: { status: 'done', counts: { refused: 1 } } });
    const more = await Promise.all(Array.from({ length: 20 }, () => api.startLead()));
    const slow = await json('batch', 'start', 'suspend', ...more.flatMap((each) => ['--id', each.instanceId]), '--per-second', '1');
    expect(await json('batch', 'stop', slow.said.id)).toEqual({ code: 0, said: { ok: true } });
    expect((await json('cases', '--suspended', '--limit', '1')).said.items).toHaveLength(1);
    expect((await json('batch', 'list', '--limit', '2')).said.items).toHaveLength(2);
  });

  it('begins what is moved by a batch with the variables given', async () => {
    const { instanceId } = await api.startLead();
    const args = ['--id', instanceId, '--reason', 'r', '--cancel', 'call', '--start', 'offer', '--var', 'n=5', '--wait'];
    expect(await run(['batch', 'start', 'modify', ...args])).toMatchObject({ code: 0 });
    expect((await run(['state', instanceId])).out).toContain('\n    n = 5\n');
  });

  it.each([
    [['nonsense'], 'maria', 2, 'There is no `ops nonsense`'],
    [['move', 'x'], 'maria', 2, 'Say why'],
    [['set', 'x', '--reason', 'r'], 'maria', 2, '--var name=value'],
    [['batch', 'start', 'suspend'], 'maria', 2, 'Which cases?'],
    [['batch', 'start', 'explode', '--id', 'x'], 'maria', 2, 'action'],
    [['suspend', 'nowhere'], 'maria', 1, 'Refused (notFound)'],
    [['suspend', 'nowhere'], 'anna', 1, 'Refused (forbidden)'],
    [['suspend', 'nowhere'], 'nobody', 1, 'Refused'],
  ])('%j by %s ends with %i', async (args, who, code, said) => {
    const answer = await run(args, who);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(said);
  });
});
