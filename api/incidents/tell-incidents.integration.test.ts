import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendWaitingMails } from '../../activities/send-waiting-mails.ts';
import { begin, end, line, publish } from '../../runtime/testing/publish.ts';
import { type Api, openApi } from '../testing/api-fixture.ts';
import { people } from '../testing/people.ts';
import { Packages } from '../views/packages.ts';
import { oneByOne, tellIncidents, windowMs } from './tell-incidents.ts';

let api: Api;
const script = (formula: string) =>
  `<bpmn:scriptTask id="score" name="Score" scriptFormat="feel" perennial:resultVariable="s"><bpmn:script>= ${formula}</bpmn:script></bpmn:scriptTask>`;
const choice = `<bpmn:exclusiveGateway id="which" name="Which way" />
  <bpmn:userTask id="a" name="A" perennial:candidateGroups="sales" /><bpmn:endEvent id="endA" />
  <bpmn:sequenceFlow id="toA" sourceRef="which" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= s &gt; 10</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="toB" sourceRef="which" targetRef="end"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= s &gt; 100</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="out" sourceRef="a" targetRef="endA" />`;
const body = `${line(begin, script('1'))}
  <bpmn:sequenceFlow id="toWhich" sourceRef="score" targetRef="which" />${choice}${end}`;

beforeAll(async () => {
  const more = [
    { id: 'wanda', name: 'Wanda', roles: ['supervisor'], teams: ['north', 'south'], locale: 'pl' },
    { id: 'radek', name: 'Radek', roles: ['supervisor'], teams: ['south'], locale: 'ru' },
  ];
  // Nobody supervises everything here: what no supervisor sees is told to process owners and administrators.
  api = await openApi({ users: [...people.filter(({ id }) => id !== 'maria'), ...more] });
  await publish(api, {
    key: 'score-lead',
    body,
    manifest: {
      name: 'Scoring',
      recordType: 'lead',
      recordTypes: [{ id: 'lead', name: 'Lead', fields: [{ key: 'title', label: 'Title', type: 'text' }] }],
      stages: [],
    },
  });
  await publish(api, { key: 'score-alone', body, manifest: { name: 'Night run' } });
});
afterAll(() => api?.close());
beforeEach(async () => {
  await api.database.pool.query('delete from notification');
  await api.database.pool.query('delete from mail_waiting');
  await api.database.pool.query("update incident set status = 'resolved' where status = 'open'");
  api.clock.at += 2 * windowMs;
  await pass();
});

const pass = (packages = new Packages(api.database.db, api.packageStore)) =>
  tellIncidents({
    db: api.database.db,
    packages,
    settings: { publicUrl: 'https://crm.example' },
    now: api.clock.now,
  });
const retry = async (user: string, instanceId: string, variables?: object) => {
  const incident = await api.database.db
    .selectFrom('incident')
    .select('id')
    .where('instance_id', '=', instanceId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  return api.call(user, 'POST', `/api/incidents/${instanceId}:${incident.id}/retry`, { variables });
};
/** As if it had been retried. */
const resolve = (instanceIds: string[]) =>
  api.database.pool.query("update incident set status = 'resolved' where status = 'open' and instance_id = any($1)", [instanceIds]);
const news = async (user: string) => (await api.call(user, 'GET', '/api/notifications')).body;
const texts = async (user: string) =>
  (await news(user)).items.filter((each: { read: boolean }) => !each.read).map((each: { text: string }) => each.text);
const mails = async () =>
  (await api.database.db.selectFrom('mail_waiting').selectAll().orderBy('created_at').orderBy('user_id').execute()).map((mail) => ({
    to: mail.user_id,
    subject: mail.subject,
    body: mail.body,
  }));
let started = 0;
async function startAlone() {
  started += 1;
  const instanceId = `alone-${started}`;
  const actor = { id: 'system:intake', roles: [], groups: [] };
  await api.door.startInstance({
    instanceId,
    commandId: instanceId,
    packageKey: 'score-alone',
    variables: {},
    records: [],
    actor,
  });
  return instanceId;
}

describe('a case that is stuck', () => {
  it('is told once to each supervisor who may see it, in his language, with the place where he can mend it', async () => {
    const lead = await api.startLead({ title: 'Bakery Klos', team: 'north' }, 'score-lead');
    await pass();
    await pass();
    const [seen] = (await news('nadia')).items;
    expect(await texts('nadia')).toEqual([
      'Stuck: Bakery Klos, “Which way” (Scoring). No way fits its data. Mend the record or the process, then try again.',
    ]);
    expect(seen).toMatchObject({ kind: 'needsYou', recordId: lead.recordId, count: 1, several: false });
    expect(await texts('wanda')).toEqual([
      'Utknęło: Bakery Klos, „Which way” (Scoring). Żadna droga nie pasuje do danych. Popraw rekord albo proces i ponów.',
    ]);
    for (const other of ['radek', 'oskar', 'ada', 'anna']) expect([other, await texts(other)]).toEqual([other, []]);
    expect((await news('nadia')).unread).toBe(1);
    const written = await mails();
    expect(written.map(({ to }) => to).sort()).toEqual(['nadia', 'wanda']);
    expect(written.find(({ to }) => to === 'nadia')).toMatchObject({
      subject: expect.stringContaining('Bakery Klos, “Which way” (Scoring)'),
      body: expect.stringContaining(`https://crm.example/records/${lead.recordId}`),
    });
  });

  it('needs nobody any more once it is resolved, and is never told when that was before', async () => {
    const lead = await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    const early = await api.startLead({ title: 'Early', team: 'north' }, 'score-lead');
    expect((await retry('wanda', early.instanceId, { s: 50 })).status).toBe(200);
    await pass();
    expect(await texts('nadia')).toHaveLength(1);
    expect((await retry('wanda', lead.instanceId, { s: 50 })).status).toBe(200);
    await pass();
    expect(await texts('nadia')).toEqual([]);
    expect((await news('nadia')).unread).toBe(0);
  });

  it('is told anew when what resolved it is taken back', async () => {
    const lead = await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    const operate = async (what: string, body: object) =>
      expect((await api.call('wanda', 'POST', `/api/instances/${lead.instanceId}/${what}`, body)).status).toBe(200);
    await operate('cancel', { reason: 'stuck' });
    await pass();
    expect(await texts('nadia')).toEqual([]);
    api.clock.at += 2 * 60 * 60_000;
    await operate('undo', {});
    await pass();
    await pass();
    expect(await texts('nadia')).toHaveLength(1);
    expect((await news('nadia')).unread).toBe(1);
    expect((await mails()).filter(({ to }) => to === 'nadia')).toHaveLength(2);
  });

  it('that nobody may be told of is taken up once, and keeps nobody from hearing of the others', async () => {
    const active = (is: boolean) => api.database.pool.query("update app_user set active = $1 where id in ('ada', 'oskar')", [is]);
    await active(false);
    for (let count = 0; count < 3; count += 1) await startAlone();
    expect(await pass()).toBe(3);
    expect(await pass()).toBe(0);
    await active(true);
    await startAlone();
    expect(await pass()).toBe(1);
    expect(await texts('ada')).toHaveLength(1);
  });

  it('that fails again at the same place is told in the app, without another mail', async () => {
    const lead = await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    expect((await mails()).filter(({ to }) => to === 'nadia')).toHaveLength(1);
    for (let time = 0; time < 3; time += 1) {
      api.clock.at += windowMs + 1;
      const { items } = (await api.call('nadia', 'GET', '/api/incidents')).body;
      const { id } = items.find((each: { instanceId: string }) => each.instanceId === lead.instanceId);
      expect((await api.call('nadia', 'POST', `/api/incidents/${id}/retry`)).status).toBe(200);
      await pass();
    }
    expect(await texts('nadia')).toHaveLength(1);
    expect((await mails()).filter(({ to }) => to === 'nadia')).toHaveLength(1);
  });

  it('is told to process owners and administrators where no supervisor sees it: no record, no task', async () => {
    const instanceId = await startAlone();
    await pass();
    for (const user of ['oskar', 'ada']) {
      const [item] = (await news(user)).items;
      expect(item).toMatchObject({ recordId: null, caseId: instanceId, text: expect.stringContaining('Stuck: Night run, “Which way”.') });
    }
    for (const user of ['nadia', 'wanda', 'radek']) expect(await texts(user)).toEqual([]);
    expect((await mails()).find(({ to }) => to === 'ada')?.body).toContain(`https://crm.example/cases/${instanceId}`);
  });
});

describe('many at once', () => {
  it('300 of one process are a few notifications and two mails, which miss none', async () => {
    await startAlone();
    await pass();
    for (let count = 1; count < 300; count += 1) await startAlone();
    await Promise.all([pass(), pass(), pass()]);
    await pass();
    const told = await texts('ada');
    expect(told).toHaveLength(oneByOne + 1);
    expect(told.find((text: string) => text.startsWith(`${300 - oneByOne} more cases of “Night run” stuck`))).toBeDefined();
    expect((await mails()).filter(({ to }) => to === 'ada')).toHaveLength(1);
    for (let count = 0; count < 3; count += 1) await startAlone();
    await pass();
    expect((await mails()).filter(({ to }) => to === 'ada')).toHaveLength(1);
    api.clock.at += windowMs + 1;
    await pass();
    const [first, second, ...more] = (await mails()).filter(({ to }) => to === 'ada');
    expect(more).toEqual([]);
    const counts = [first, second].map((mail) => Number(/^\d+/.exec(mail?.subject ?? '')?.[0]));
    expect(counts).toEqual([Number.NaN, 302]);
    expect(first?.subject).toContain('Night run');
    expect(second?.body).toContain('and 292 more\nhttps://crm.example/desk?view=stuck');
    // Who has no desk has the list of the process, with all that he was told of.
    const [, other] = (await mails()).filter(({ to }) => to === 'oskar');
    expect(other?.body).toContain('and 292 more\nhttps://crm.example/stuck?process=score-alone');
    const { items } = await news('oskar');
    expect(items.find((each: { several: boolean }) => each.several)).toMatchObject({ process: 'score-alone' });
    const lead = await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    const stuck = async (user: string, process: string) => (await api.call(user, 'GET', `/api/incidents?limit=1&process=${process}`)).body;
    expect(await stuck('oskar', 'score-alone')).toMatchObject({ total: 303, items: [{ record: null }] });
    expect(await stuck('oskar', 'score-lead')).toMatchObject({ total: 1, next: null, items: [{ record: { id: lead.recordId } }] });
    expect(await stuck('radek', 'score-lead')).toMatchObject({ total: 0, items: [] });
  });
});

describe('what folds', () => {
  const foldOf = async (user: string) => (await texts(user)).find((text: string) => / more cases? /.test(text)) ?? '';
  const told = async () => {
    const { rows } = await api.database.pool.query("delete from announcement where event ->> 'type' = 'news' returning seq");
    return rows.length > 0;
  };

  it('counts what is open, and open browsers hear that it grew or shrank', async () => {
    for (let count = 0; count < oneByOne + 2; count += 1) await startAlone();
    await pass();
    expect(await foldOf('ada')).toContain('2 more cases of “Night run”');
    await told();
    await startAlone();
    await pass();
    expect(await foldOf('ada')).toContain('3 more cases of “Night run”');
    expect(await told()).toBe(true);
    const { rows } = await api.database.pool.query(
      "select instance_id from incident_news where user_id = 'ada' and fold_key = 'incidents:score-alone' and not settled",
    );
    const folded = rows.map((row: { instance_id: string }) => row.instance_id);
    await resolve(folded.slice(0, 2));
    await pass();
    expect(await foldOf('ada')).toContain('1 more case of “Night run”');
    expect(await told()).toBe(true);
    await resolve(folded.slice(2));
    await pass();
    expect(await foldOf('ada')).toBe('');
    expect(await texts('ada')).toHaveLength(oneByOne);
    await told();
    await pass();
    expect(await told()).toBe(false);
  });
});

describe('telling', () => {
  it('looks up and says everything before it writes, so that the live feeds go on meanwhile', async () => {
    const writing: number[] = [];
    class Watched extends Packages {
      override async get(hash: string) {
        const { rows } = await api.database.pool.query(
          'select 1 from pg_stat_activity where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()',
        );
        writing.push(rows.length);
        return super.get(hash);
      }
    }
    for (let count = 0; count < oneByOne + 2; count += 1) await startAlone();
    await pass(new Watched(api.database.db, api.packageStore));
    expect(await texts('ada')).toHaveLength(oneByOne + 1);
    expect((await mails()).filter(({ to }) => to === 'ada')).toHaveLength(1);
    expect(writing.length).toBeGreaterThan(0);
    expect(new Set(writing)).toEqual(new Set([0]));
  });

  it('keeps who was told of what is over, and mails that left, for some days only', async () => {
    const rows = async () =>
      Promise.all(
        ['incident_news', 'mail_waiting'].map(async (table) => (await api.database.pool.query(`select 1 from ${table}`)).rows.length),
      );
    const [open, over] = [await startAlone(), await startAlone()];
    await pass();
    await resolve([over]);
    await pass();
    await api.database.pool.query("update mail_waiting set outcome = 'sent', ended_at = $1 where user_id = 'ada'", [
      new Date(api.clock.now()),
    ]);
    api.clock.at += 40 * 24 * 60 * 60_000;
    await pass();
    const { rows: kept } = await api.database.pool.query('select distinct instance_id from incident_news');
    expect(kept).toEqual([{ instance_id: open }]);
    expect(await rows()).toEqual([2, 1]);
  });
});

describe('the mails that wait', () => {
  const send = (answer: () => Promise<{ accepted: true } | { accepted: false; permanent: boolean; message: string }>) => {
    const left: { subject: string; to: string[] }[] = [];
    const mailer = {
      send: async (mail: { subject: string; to: string[] }) => {
        left.push(mail);
        return answer();
      },
    };
    const log = { info: () => undefined, warn: () => undefined };
    return {
      left,
      run: (stop = new AbortController().signal) =>
        sendWaitingMails(
          { db: api.database.db, mailer, settings: { mailFrom: 'Perennial <crm@crm.example>' }, log, now: api.clock.now },
          stop,
        ),
    };
  };

  it('leave once each, also with two who send', async () => {
    await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    const { left, run } = send(async () => ({ accepted: true }));
    await Promise.all([run(), run()]);
    await run();
    expect(left.flatMap(({ to }) => to).sort()).toEqual(['nadia@firma.example', 'wanda@firma.example']);
  });

  it('are tried again when the server puts them off, and never when nobody knows', async () => {
    await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    const deferred = send(async () => ({ accepted: false, permanent: false, message: '451' }));
    expect(await deferred.run()).toBe(2);
    expect(await deferred.run()).toBe(0);
    api.clock.at += 10_000;
    const broken = send(async () => {
      throw new Error('connection lost');
    });
    expect(await broken.run()).toBe(2);
    api.clock.at += 3_600_000;
    expect(await broken.run()).toBe(0);
  });

  it('are begun one at a time: whoever dies with one in hand takes no other with it, and that one is listed', async () => {
    await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    const dead = await new Promise<ReturnType<typeof send>>((inHand) => {
      const sender = send(() => {
        inHand(sender);
        return new Promise(() => undefined);
      });
      void sender.run();
    });
    const { left, run } = send(async () => ({ accepted: true }));
    expect(await run()).toBe(1);
    expect([...dead.left, ...left].flatMap(({ to }) => to).sort()).toEqual(['nadia@firma.example', 'wanda@firma.example']);
    const listed = async () => (await api.call('nadia', 'GET', '/api/mails/undelivered')).body.items;
    expect(await listed()).toEqual([]);
    api.clock.at += 10 * 60_000;
    const [address] = dead.left.flatMap(({ to }) => to);
    expect(await listed()).toMatchObject([{ to: { id: address?.replace('@firma.example', '') }, outcome: 'uncertain' }]);
    expect((await api.call('anna', 'GET', '/api/mails/undelivered')).status).toBe(403);
  });

  it('that are refused for good are listed', async () => {
    await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    expect(await send(async () => ({ accepted: false, permanent: true, message: '550' })).run()).toBe(2);
    const first = (await api.call('ada', 'GET', '/api/mails/undelivered?limit=1')).body;
    expect(first.items).toMatchObject([{ outcome: 'refused' }]);
    const second = (await api.call('ada', 'GET', `/api/mails/undelivered?limit=1&cursor=${encodeURIComponent(first.next)}`)).body;
    expect([...first.items, ...second.items].map(({ to }) => to.id).sort()).toEqual(['nadia', 'wanda']);
    expect(second.next).toBe(null);
  });

  it('stay where they are when the worker stops', async () => {
    await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    const stop = new AbortController();
    const stopped = send(async () => {
      stop.abort();
      return { accepted: true };
    });
    expect(await stopped.run(stop.signal)).toBe(1);
    expect(await stopped.run(stop.signal)).toBe(0);
    expect(await send(async () => ({ accepted: true })).run()).toBe(1);
  });

  it('that surely did not leave are not lost by an outage of Postgres', async () => {
    await api.startLead({ title: 'Klos', team: 'north' }, 'score-lead');
    await pass();
    await api.database.pool.query(`create sequence tries;
      create function goes_away() returns trigger language plpgsql as $$ begin
        if nextval('tries') = 1 then raise exception using errcode = '57P03', message = 'starting up'; end if; return new; end $$;
      create trigger goes_away before update of due_at on mail_waiting for each row execute function goes_away()`);
    expect(await send(async () => ({ accepted: false, permanent: false, message: '451' })).run()).toBe(2);
    await api.database.pool.query('drop trigger goes_away on mail_waiting; drop function goes_away; drop sequence tries');
    api.clock.at += 10_000;
    expect(await send(async () => ({ accepted: true })).run()).toBe(2);
  });
});
