import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { timerActor } from '../../runtime/testing/door-fixture.ts';
import { deadlinePackage } from './deadline-package.ts';

const minute = 60_000;
const day: [string, string][] = [['09:00', '17:00']];
const week = { '1': day, '2': day, '3': day, '4': day, '5': day };
const alerts = [
  { at: 'warn', to: 'anna', level: 'soon' },
  { at: 'late', to: 'maria', level: 'late' },
];

let api: Api;
beforeAll(async () => {
  api = await openApi();
  api.clock.at = utc('2027-02-08T08:00');
});
afterAll(() => api?.close());

/** Warsaw's wall clock in winter. */
function utc(time: string): number {
  return Date.parse(`${time}:00+01:00`);
}
const iso = (time: string) => new Date(utc(time)).toISOString();

async function publish(key: string, calendar: string, due = 'PT4H') {
  const { files } = deadlinePackage(key, { calendar, warn: 'PT1H', alerts });
  const lead = { id: 'lead', name: 'Lead', fields: [{ key: 'title', label: 'Title', type: 'text' }] };
  const typed = files.map((file) =>
    file.path === 'manifest.json'
      ? { ...file, content: JSON.stringify({ ...JSON.parse(String(file.content)), recordType: 'lead', recordTypes: [lead] }) }
      : { ...file, content: String(file.content).replace('= due', due) },
  );
  const published = await api.packageStore.publish({ key, files: typed, actor: null, now: api.clock.at });
  if (!published.ok) throw new Error(JSON.stringify(published.findings));
}

const save = (name: string, body: object) =>
  api.call('ada', 'PUT', `/api/calendars/${name}`, { zone: 'Europe/Warsaw', week, days: {}, ...body });

/** What the instance's workflow does when its timer comes. */
async function advance(instanceId: string) {
  return api.door.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'advance' }, actor: timerActor });
}

/** Where the deadline is shown. */
async function shown({ taskId, recordId }: { taskId: string; recordId: string }) {
  const task = (await api.call('anna', 'GET', `/api/tasks/${taskId}`)).body;
  const inbox = ['today', 'pool', 'waiting', 'late'].map((view) => api.call('anna', 'GET', `/api/tasks?view=${view}&limit=200`));
  const rows = (await Promise.all(inbox)).flatMap((answer) => answer.body.items as { id: string; sla: { dueAt: string } }[]);
  const records = (await api.call('maria', 'GET', '/api/records?limit=200')).body.items as {
    id: string;
    nextStep: { sla: { dueAt: string } } | null;
  }[];
  const late = (await api.call('maria', 'GET', '/api/records?late=true&limit=200')).body.items as { id: string }[];
  const desk = (await api.call('maria', 'GET', '/api/desk')).body.late as { id: string }[];
  const history = (await api.call('maria', 'GET', `/api/records/${recordId}/history`)).body.items as {
    text: string;
    note: string | null;
  }[];
  return {
    task: task.sla.dueAt as string | null,
    deadline: task.deadline as { dueAt: string; version: number; sentence: string; steps: string[] } | null,
    inbox: rows.find((row) => row.id === taskId)?.sla.dueAt,
    list: records.find((record) => record.id === recordId)?.nextStep?.sla.dueAt,
    late: late.some((record) => record.id === recordId) || desk.some((row) => row.id === taskId),
    history: history.map((entry) => [entry.text, entry.note].filter(Boolean).join(' | ')),
  };
}

const alertsOf = async (instanceId: string) =>
  (await api.facts(instanceId)).flatMap((fact) => (fact.type === 'taskAlerted' ? [fact.level] : []));

describe('P43: the calendar changes after the deadline was set', () => {
  // In the order of time: rule, start, when it changes, what it becomes, due before, due after.
  it.each([
    ['PT4H', '2027-02-08T16:00', { days: { '2027-02-09': [] } }, '2027-02-09T12:00', '2027-02-10T12:00'],
    ['PT10H', '2027-02-11T16:00', { days: { '2027-02-12': [['09:00', '11:00']] } }, '2027-02-15T10:00', '2027-02-15T16:00'],
    ['PT9H', '2027-02-19T16:00', { days: { '2027-02-20': [['10:00', '14:00']] } }, '2027-02-22T17:00', '2027-02-22T13:00'],
    ['P2D', '2027-02-23T12:00', { days: { '2027-02-24': [], '2027-02-25': [] } }, '2027-02-25T12:00', '2027-03-01T12:00'],
  ] as const)('%s from %s, then %j: due %s becomes %s everywhere, with its history', async (due, start, change, before, after) => {
    const key = `p43-${start}`.toLowerCase().replaceAll(':', '');
    api.clock.at = utc(start) - minute;
    expect((await save(key, { basedOn: 0 })).status).toBe(200);
    await publish(key, key, due);
    api.clock.at = utc(start);
    const lead = await api.startLead({ owner: 'anna' }, key);
    expect(await shown(lead)).toMatchObject({ task: iso(before), inbox: iso(before), list: iso(before), late: false });

    api.clock.at = utc(start) + 30 * minute;
    const preview = await api.call('ada', 'POST', `/api/calendars/${key}/preview`, { zone: 'Europe/Warsaw', week, ...change });
    expect(preview.body).toEqual({
      cases: 1,
      checked: 1,
      moves: [{ instanceId: lead.instanceId, taskId: lead.taskId, element: 'call', was: iso(before), due: iso(after) }],
    });
    expect((await shown(lead)).task).toBe(iso(before));
    expect((await save(key, { ...change, basedOn: 1 })).body).toEqual({ version: 2, told: 1 });
    await api.door.idle();
    const moved = await shown(lead);
    expect(moved).toMatchObject({ task: iso(after), inbox: iso(after), list: iso(after), late: false });
    expect(moved.deadline).toMatchObject({
      dueAt: iso(after),
      version: 2,
      steps: expect.arrayContaining([`Calendar ${key}, version 2 (Europe/Warsaw)`]),
    });
    expect(moved.history.filter((line) => line.includes('instead of'))).toEqual([
      expect.stringContaining(`| The calendar ${key} changed (version 2)`),
    ]);

    // Nothing fires when it was due before; the warning and the alert come once, in their new time.
    if (utc(after) > utc(before)) {
      api.clock.at = utc(before);
      if (utc(after) - utc(before) > 60 * minute)
        expect(await advance(lead.instanceId)).toMatchObject({ status: 'refused', rejection: { code: 'notYet' } });
      expect((await shown(lead)).late).toBe(false);
    }
    api.clock.at = utc(after) - minute;
    await advance(lead.instanceId);
    expect(await alertsOf(lead.instanceId)).toEqual(['soon']);
    api.clock.at = utc(after) + minute;
    await advance(lead.instanceId);
    expect(await alertsOf(lead.instanceId)).toEqual(['soon', 'late']);
    expect((await shown(lead)).late).toBe(true);
    // Told a second time, for those that were decided by a process behind: it says nothing.
    api.clock.at += 5 * minute;
    expect((await api.door.sweepCalendars()).told).toBe(0);
    expect((await api.facts(lead.instanceId)).filter((fact) => fact.type === 'taskRescheduled')).toHaveLength(1);
  });

  it('a version to come moves deadlines when its time comes', async () => {
    api.clock.at = utc('2027-03-02T09:00');
    await save('to-come', { basedOn: 0 });
    await publish('p43-to-come', 'to-come', 'PT20H');
    const lead = await api.startLead({}, 'p43-to-come');
    expect((await shown(lead)).task).toBe(iso('2027-03-04T13:00'));
    const validFrom = iso('2027-03-03T00:00');
    expect((await save('to-come', { basedOn: 1, validFrom, week: { ...week, '3': [] } })).body).toEqual({ version: 2, told: 0 });
    expect((await shown(lead)).task).toBe(iso('2027-03-04T13:00'));
    api.clock.at = utc('2027-03-03T00:00');
    expect((await api.door.sweepCalendars()).told).toBe(1);
    await api.door.idle();
    expect((await shown(lead)).task).toBe(iso('2027-03-05T13:00'));
  });

  it('what a process that was behind decided is moved by the second telling', async () => {
    api.clock.at = utc('2027-03-08T16:00');
    await save('behind', { basedOn: 0 });
    await publish('p43-behind', 'behind');
    const stale = { zone: 'Europe/Warsaw', week, days: {}, name: 'behind', version: 1 };
    const behind = api.openDoor({ calendars: { current: async () => ({ calendars: { behind: stale } }) } });
    await save('behind', { basedOn: 1, days: { '2027-03-09': [] } });
    await api.door.idle();
    const instanceId = `behind-${randomUUID()}`;
    await behind.startInstance({
      instanceId,
      commandId: instanceId,
      packageKey: 'p43-behind',
      variables: {},
      records: [],
      actor: timerActor,
    });
    const due = async () => (await api.tasks(instanceId))[0]?.due_at?.toISOString();
    expect(await due()).toBe(iso('2027-03-09T12:00'));
    expect((await api.door.sweepCalendars()).told).toBe(0);
    api.clock.at += 2 * minute;
    expect((await api.door.sweepCalendars()).told).toBe(1);
    await api.door.idle();
    expect(await due()).toBe(iso('2027-03-10T12:00'));
  });

  it('a team that gets a calendar of its own', async () => {
    api.clock.at = utc('2027-03-15T16:00');
    await save('house', { basedOn: 0, isDefault: true });
    await save('early', { basedOn: 0, week: Object.fromEntries(Object.keys(week).map((each) => [each, [['07:00', '17:00']]])) });
    const { files } = deadlinePackage('p43-team', { calendar: 'house', alerts: [] });
    const unnamed = files.map((file) => ({
      ...file,
      content: String(file.content).replace(' perennial:calendar="house"', '').replace('= due', 'PT4H'),
    }));
    await api.packageStore.publish({ key: 'p43-team', files: unnamed, actor: null, now: api.clock.at });
    const instanceId = `team-${randomUUID()}`;
    await api.door.startInstance({
      instanceId,
      commandId: instanceId,
      packageKey: 'p43-team',
      variables: {},
      records: [],
      actor: timerActor,
    });
    const row = async () => (await api.tasks(instanceId))[0];
    expect(await row()).toMatchObject({ calendar: 'house', due_at: new Date(iso('2027-03-16T12:00')) });
    const answer = await api.call('ada', 'PUT', '/api/calendar-rules', { kind: 'team', value: 'sales', calendar: 'early' });
    expect(answer.body).toMatchObject({ ok: true, told: expect.any(Number) });
    await api.door.idle();
    expect(await row()).toMatchObject({ calendar: 'early', due_at: new Date(iso('2027-03-16T10:00')) });
    // A process that did not know of the rule yet: the second telling moves its task.
    const house = { zone: 'Europe/Warsaw', week, days: {}, name: 'house', version: 1 };
    const behind = api.openDoor({ calendars: { current: async () => ({ calendars: { house }, defaultCalendar: 'house' }) } });
    const late = `late-${randomUUID()}`;
    await behind.startInstance({
      instanceId: late,
      commandId: late,
      packageKey: 'p43-team',
      variables: {},
      records: [],
      actor: timerActor,
    });
    expect((await api.tasks(late))[0]?.calendar).toBe('house');
    api.clock.at += 2 * minute;
    await api.door.sweepCalendars();
    await api.door.idle();
    expect((await api.tasks(late))[0]?.calendar).toBe('early');
    // Call-backs go by it too: 07:30 is within its hours, and so it is for whoever is in the team.
    const load = await api.call('anna', 'GET', `/api/call-backs/load?at=${iso('2027-03-16T07:30')}`);
    expect(load.body.open).toBe(true);
    expect((await api.call('norma', 'GET', `/api/call-backs/load?at=${iso('2027-03-16T07:30')}`)).body.open).toBe(false);
    const callBack = (task: number, at: string) =>
      api.call('anna', 'POST', `/api/tasks/${instanceId}:${task}/call-back`, { at: iso(at), note: 'rings then' });
    const task = (await row())?.element_instance as number;
    await api.call('anna', 'POST', `/api/tasks/${instanceId}:${task}/claim`);
    expect((await callBack(task, '2027-03-16T06:30')).body.code).toBe('outsideHours');
    expect((await callBack(task, '2027-03-16T07:30')).status).toBe(200);
    expect(await row()).toMatchObject({ due_at: new Date(iso('2027-03-16T11:30')), follow_up_at: new Date(iso('2027-03-16T07:30')) });
  });
});

describe('P42: through the API', () => {
  it('stands still over a weekend, in no list of late ones, and goes on with what was left', async () => {
    api.clock.at = utc('2027-03-17T08:00');
    await save('p42', { basedOn: 0 });
    await publish('p42', 'p42', 'PT8H');
    api.clock.at = utc('2027-03-18T15:00');
    const lead = await api.startLead({ owner: 'anna' }, 'p42');
    await api.call('anna', 'POST', `/api/tasks/${lead.taskId}/claim`);
    api.clock.at = utc('2027-03-19T10:00');
    expect((await api.call('anna', 'POST', `/api/tasks/${lead.taskId}/pause-deadline`, { reason: 'papers' })).body).toEqual({ ok: true });
    api.clock.at = utc('2027-03-21T12:00');
    expect(await advance(lead.instanceId)).toMatchObject({ status: 'refused' });
    expect(await shown(lead)).toMatchObject({ task: null, late: false, deadline: { dueAt: null } });
    expect((await api.call('anna', 'GET', `/api/tasks/${lead.taskId}`)).body.sla.state).toBe('paused');
    api.clock.at = utc('2027-03-22T12:00');
    expect((await api.call('anna', 'POST', `/api/tasks/${lead.taskId}/resume-deadline`)).body).toEqual({ ok: true });
    const after = await shown(lead);
    expect(after).toMatchObject({ task: iso('2027-03-22T17:00'), inbox: iso('2027-03-22T17:00'), list: iso('2027-03-22T17:00') });
    expect(after.deadline?.sentence).toContain('8 hours of working time (p42)');
    expect(after.deadline?.steps).toEqual([
      'Calendar p42, version 1 (Europe/Warsaw)',
      expect.stringMatching(/^Stood still from 19 Mar 2027, 10:00 to 22 Mar 2027, 12:00 \(papers\): 3 hours used before, 5 hours left$/),
    ]);
    expect(after.history.filter((line) => line.includes('stands still'))).toEqual(['Call: the deadline stands still | papers']);
    expect((await api.call('anna', 'POST', `/api/tasks/${lead.taskId}/resume-deadline`)).status).toBe(422);
    // The figures count it the same way: two hours on Thursday, one on Friday, two on Monday; what was waited for belongs to nobody.
    api.clock.at = utc('2027-03-22T14:00');
    expect((await api.call('anna', 'POST', `/api/tasks/${lead.taskId}/complete`, { values: {} })).status).toBe(200);
    api.clock.at += minute;
    const from = encodeURIComponent(iso('2027-03-22T00:00'));
    const { items } = (await api.call('maria', 'GET', `/api/figures/working-times?process=p42&from=${from}`)).body;
    const hours = (hours: number) => ({ mean: hours * 3_600_000, median: hours * 3_600_000, p90: hours * 3_600_000 });
    expect(items).toEqual([
      { process: 'p42', element: 'call', name: 'Call', count: 1, queueing: hours(0), handling: hours(5), paused: hours(10) },
    ]);
  });
});

describe('P43: the API dies right after it stored the change', () => {
  const early = Object.fromEntries(Object.keys(week).map((each) => [each, [['07:00', '17:00']]]));
  const organisation = randomUUID();
  const rule = (kind: string, value: string) => api.call('ada', 'PUT', '/api/calendar-rules', { kind, value, calendar: 'dies-early' });

  it.each([
    ['a rule of a team', () => rule('team', 'sales'), 'dies-early'],
    ['a rule of a region', () => rule('region', 'Śląsk'), 'dies-early'],
    ['a rule of a customer', () => rule('customer', organisation), 'dies-early'],
    ['another default', () => save('dies-early', { basedOn: 1, week: early, isDefault: true }), 'dies-early'],
    ['a version', () => save('dies-house', { basedOn: 1, week: early }), 'dies-house'],
  ] as const)('%s: whoever sweeps next tells the cases, and the answer said how many', async (_, change, goesBy) => {
    // As it was before each: one default, no rules, both calendars new.
    const { db } = api.database;
    for (const table of ['calendar_rule', 'calendar', 'calendar_retell'] as const) await db.deleteFrom(table).execute();
    await db.updateTable('team').set({ calendar: null }).execute();
    await db.updateTable('instance').set({ status: 'cancelled' }).execute();
    api.clock.at = utc('2027-04-12T16:00');
    await save('dies-house', { basedOn: 0, isDefault: true });
    await save('dies-early', { basedOn: 0, week: early });
    const { files } = deadlinePackage('p43-dies', { calendar: '-', alerts: [] });
    const unnamed = files.map((file) => ({
      ...file,
      content: String(file.content).replace(' perennial:calendar="-"', '').replace('= due', 'PT4H'),
    }));
    await api.packageStore.publish({ key: 'p43-dies', files: unnamed, actor: null, now: api.clock.at });
    const leads = [randomUUID(), randomUUID()];
    for (const instanceId of leads) {
      const create = { title: 'Kowal', fields: { region: 'Śląsk' }, organisationId: organisation };
      const records = [{ alias: 'lead', type: 'lead', id: randomUUID(), relation: 'owns' as const, create }];
      const request = { instanceId, commandId: instanceId, packageKey: 'p43-dies', variables: {}, records, actor: timerActor };
      expect(await api.door.startInstance(request)).toMatchObject({ status: 'done' });
    }
    const rows = async () => Promise.all(leads.map(async (instanceId) => (await api.tasks(instanceId))[0]));
    for (const row of await rows()) expect(row?.calendar).toBe('dies-house');
    await api.door.idle();
    const before = (await rows()).map((row) => row?.due_at?.getTime() as number);

    const { tellCalendars } = api.door;
    api.door.tellCalendars = () => undefined;
    const answer = await change();
    api.door.tellCalendars = tellCalendars;
    expect([answer.status, answer.body.told]).toEqual([200, 2]);
    for (const [index, row] of (await rows()).entries()) expect(row?.due_at?.getTime()).toBe(before[index]);

    const other = api.openDoor();
    expect((await other.sweepCalendars()).told).toBe(2);
    await other.idle();
    for (const [index, row] of (await rows()).entries()) {
      expect(row?.calendar).toBe(goesBy);
      expect(row?.due_at?.getTime()).toBeLessThan(before[index] as number);
    }
    // Once more for those that a process behind decided, and then it is forgotten.
    expect((await other.sweepCalendars()).told).toBe(0);
    api.clock.at += 2 * minute;
    await other.sweepCalendars();
    expect(await db.selectFrom('calendar_retell').selectAll().execute()).toEqual([]);
    api.clock.at += 2 * minute;
    expect((await other.sweepCalendars()).told).toBe(0);
    await other.idle();
  });
});
