import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits, type Variables } from '../engine/contract/index.ts';
import { decide } from '../engine/kernel/decide.ts';
import type { Decider } from './door-context.ts';
import type { RuntimeDoor } from './execute-command.ts';
import { inProcessDecider } from './in-process.ts';
import { anna, done, type Fixture, maria, openFixture, openTask, until } from './testing/door-fixture.ts';
import { OutOfBreath } from './testing/out-of-breath.ts';
import { begin, catching, end, line, publish, signalOf, throwing, userTask } from './testing/publish.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
const go =
  '<bpmn:signal id="go" name="go"><bpmn:extensionElements><perennial:signal><perennial:payload source="= from" target="from" /></perennial:signal></bpmn:extensionElements></bpmn:signal>';

beforeAll(async () => {
  fixture = await openFixture();
  const roots = `${go}<bpmn:signal id="free" name="free" />`;
  await publish(fixture, {
    key: 'waits',
    roots,
    body: line(begin, userTask('prepare'), catching('heard', signalOf('go')), userTask('after'), end),
  });
  await publish(fixture, {
    key: 'listens',
    roots,
    body: `${line(begin, userTask('work'), end)}<bpmn:boundaryEvent id="news" attachedToRef="work" cancelActivity="false">${signalOf('go')}</bpmn:boundaryEvent>
      <bpmn:userTask id="read" perennial:candidateGroups="sales" /><bpmn:sequenceFlow id="n" sourceRef="news" targetRef="read" />`,
  });
  await publish(fixture, {
    key: 'throws',
    roots,
    body: line(begin, userTask('decide'), throwing('tell', signalOf('go')), catching('own', signalOf('go')), end),
  });
  await publish(fixture, {
    key: 'begins',
    roots,
    body: line(`<bpmn:startEvent id="start">${signalOf('go')}</bpmn:startEvent>`, userTask('begun'), end),
  });
});
afterAll(() => fixture.close());

async function start(door: RuntimeDoor, packageKey: string, variables = {}, instanceId = `${packageKey}-${randomUUID()}`): Promise<string> {
  done(await door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey, variables, records: [], actor: anna }));
  return instanceId;
}
async function complete(door: RuntimeDoor, instanceId: string): Promise<void> {
  const task = await openTask(fixture, instanceId);
  const command = { type: 'completeTask' as const, task, values: {} };
  done(await door.executeCommand({ instanceId, commandId: `c-${instanceId}-${task}`, command, actor: anna }));
}
async function waiting(door: RuntimeDoor): Promise<string> {
  const instanceId = await start(door, 'waits');
  await complete(door, instanceId);
  return instanceId;
}
const open = async (id: string) => (await fixture.tasks(id)).filter((task) => task.status === 'open').map((task) => task.element);
const heard = async (id: string) => (await fixture.facts(id)).filter((fact) => fact.type === 'signalReceived').length;
const deliveries = (signalId: string) =>
  fixture.database.db.selectFrom('signal_delivery').selectAll().where('signal_id', '=', signalId).orderBy('receiver').execute();
const signalOfCase = (id: string) =>
  fixture.database.db.selectFrom('signal').selectAll().where('source_instance', '=', id).executeTakeFirstOrThrow();
const begun = async (signalId: string) => (await deliveries(signalId)).filter((each) => each.package_key !== null);
/** Cases of earlier tests wait no longer. */
async function endAll(): Promise<void> {
  const door = fixture.openDoor();
  for (const { id } of await fixture.database.db.selectFrom('instance').select('id').where('status', '=', 'open').execute()) {
    done(await door.executeCommand({ instanceId: id, commandId: `e-${id}`, command: { type: 'cancel', reason: 'test' }, actor: maria }));
  }
}

describe('a signal thrown by a case', () => {
  test('reaches every case of any package that waits for it, and starts each process it begins, once; never its thrower by the world', async () => {
    const [one, two] = [fixture.openDoor(), fixture.openDoor()];
    const [a, b, c] = [await waiting(one), await waiting(two), await start(two, 'listens')];
    const later = await start(one, 'waits');
    const thrower = await start(one, 'throws', { from: 'us' });
    await complete(one, thrower);
    await Promise.all([one.idle(), two.idle()]);
    const { id } = await signalOfCase(thrower);
    for (const each of [a, b]) expect(await open(each)).toEqual(['after']);
    expect((await open(c)).sort()).toEqual(['read', 'work']);
    const [started, ...more] = await begun(id);
    expect(more).toEqual([]);
    expect(started).toMatchObject({ package_key: 'begins', status: 'delivered' });
    expect(await open(started?.receiver ?? '')).toEqual(['begun']);
    const [first] = await fixture.facts(started?.receiver ?? '');
    expect(first).toMatchObject({ type: 'instanceStarted', actor: 'system:signal' });
    // It waits for the very signal it threw, since after it.
    expect(await heard(thrower)).toBe(0);
    expect((await deliveries(id)).some((each) => each.receiver === thrower)).toBe(false);
    await complete(one, later);
    await one.idle();
    expect(await open(later)).toEqual([]);
    for (const each of [a, b, c, later, thrower, started?.receiver ?? ''])
      expect(await verifyCase(fixture.database.pool, each)).toEqual([]);
    await endAll();
  });

  test('its errand, carried by several at once and again, tells nobody twice', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor(), fixture.openDoor()];
    const receivers = await Promise.all(Array.from({ length: 12 }, (_, index) => waiting(doors[index % 3]!)));
    const thrower = await start(doors[0]!, 'throws', { from: 1 });
    await complete(doors[0]!, thrower);
    const effect = await fixture.database.db
      .selectFrom('effect')
      .select('number')
      .where('kind', '=', 'broadcastSignal')
      .where('instance_id', '=', thrower)
      .executeTakeFirstOrThrow();
    await Promise.all(doors.flatMap((door) => [door.runErrand(thrower, effect.number), door.runErrand(thrower, effect.number)]));
    await Promise.all(doors.map((door) => door.idle()));
    for (const each of receivers) {
      expect(await heard(each)).toBe(1);
      expect(await open(each)).toEqual(['after']);
    }
    await endAll();
  });

  test('thrown while others begin to wait: whoever is written down gets it once, nobody else', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const cases = await Promise.all(Array.from({ length: 30 }, (_, index) => start(doors[index % 2]!, 'waits')));
    const throwers = await Promise.all([0, 1, 2].map(() => start(doors[0]!, 'throws', { from: 1 })));
    await Promise.all([
      ...cases.map((each, index) => complete(doors[index % 2]!, each)),
      ...throwers.map((each) => complete(doors[1]!, each)),
    ]);
    await Promise.all(doors.map((door) => door.idle()));
    const rows = (await Promise.all(throwers.map(async (each) => deliveries((await signalOfCase(each)).id)))).flat();
    expect(rows.every((row) => row.status === 'delivered' || row.status === 'refused')).toBe(true);
    for (const each of cases) {
      const told = rows.filter((row) => row.receiver === each);
      expect(await heard(each)).toBe(told.length > 0 ? 1 : 0);
      expect(await open(each)).toEqual(told.length > 0 ? ['after'] : []);
    }
    await endAll();
  });
});

describe('a signal from outside', () => {
  const thrown = (name: string, signalId: string = randomUUID()) => ({ signalId, name, payload: { from: 'outside' }, actor: anna });

  test('is thrown once under its id, says how many get it, and brings its payload', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const receiver = await waiting(doors[0]!);
    const signal = thrown('go');
    const results = await Promise.all([...doors, ...doors].map((door) => door.throwSignal(signal)));
    expect(results.map((each) => each.outcome).sort()).toEqual(['repeated', 'repeated', 'repeated', 'thrown']);
    expect(results.find((each) => each.outcome === 'thrown')).toEqual({ outcome: 'thrown', receivers: 2 });
    await Promise.all(doors.map((door) => door.idle()));
    expect(await heard(receiver)).toBe(1);
    expect(await begun(signal.signalId)).toHaveLength(1);
    expect(await doors[0]!.throwSignal(thrown('nobody waits'))).toEqual({ outcome: 'thrown', receivers: 0 });
    expect(await doors[0]!.throwSignal(thrown(''))).toMatchObject({ outcome: 'refused' });
    await endAll();
  });

  test('the process it starts is the newest when it was thrown', async () => {
    const model = (task: string) => ({
      key: 'changes',
      roots: '<bpmn:signal id="new" name="renewed" />',
      body: line(`<bpmn:startEvent id="start">${signalOf('new')}</bpmn:startEvent>`, userTask(task), end),
    });
    await publish(fixture, model('first'));
    const dead = fixture.openDoor({ decide: neverDecides, onBackgroundError: () => undefined });
    const signal = thrown('renewed');
    await dead.throwSignal(signal);
    await dead.idle();
    await publish(fixture, model('second'));
    fixture.clock.at += 61_000;
    const door = fixture.openDoor();
    await door.sweepMessages();
    await door.idle();
    const [started] = await deliveries(signal.signalId);
    expect(await open(started?.receiver ?? '')).toEqual(['first']);
    await door.throwSignal(thrown('renewed', 'later'));
    await door.idle();
    expect(await open((await deliveries('later'))[0]?.receiver ?? '')).toEqual(['second']);
    await endAll();
  });

  test('a name shared with a message: neither takes the other', async () => {
    const door = fixture.openDoor();
    const message = { messageId: randomUUID(), name: 'go', correlationKey: '', payload: {}, ttlMs: 60_000, actor: anna };
    expect((await door.publishMessage(message)).outcome).toBe('held');
    const receiver = await waiting(door);
    await door.idle();
    expect(await open(receiver)).toEqual([]);
    expect((await door.publishMessage({ ...message, messageId: randomUUID() })).outcome).toBe('held');
    const rows = await fixture.database.db.selectFrom('message_subscription').select('id').where('instance_id', '=', receiver).execute();
    expect(rows).toEqual([]);
    await endAll();
  });
});

const neverDecides: Decider = async () => {
  throw new Error('this process is dead');
};

/** The kernel, but for what `refuses` says of a signal to this case. */
const except =
  (instanceId: string, refuses: () => Awaited<ReturnType<Decider>> | undefined): Decider =>
  async ({ state, command, ctx }) => {
    const odd = command.type === 'deliverSignal' && state?.instanceId === instanceId ? refuses() : undefined;
    return odd ?? { ended: true, decision: decide(state, command, ctx) };
  };

describe('none is lost', () => {
  test('300 receivers, whose carrier dies again and again: each gets it once', async () => {
    const sound = fixture.openDoor();
    const receivers: string[] = [];
    for (let round = 0; round < 15; round += 1) receivers.push(...(await Promise.all(Array.from({ length: 20 }, () => waiting(sound)))));
    const signalId = randomUUID();
    let left = 0;
    const dying = () => {
      left = 70;
      const decider: Decider = async ({ state, command, ctx }) => {
        left -= 1;
        if (left < 0) throw new Error('this process is dead');
        return { ended: true, decision: decide(state, command, ctx) };
      };
      return fixture.openDoor({ decide: decider, onBackgroundError: () => undefined });
    };
    const first = dying();
    expect(await first.throwSignal({ signalId, name: 'go', payload: {}, actor: anna })).toEqual({ outcome: 'thrown', receivers: 301 });
    await first.idle();
    let rounds = 0;
    for (; (await deliveries(signalId)).some((row) => row.status === 'waiting'); rounds += 1) {
      fixture.clock.at += 61_000;
      const next = dying();
      await next.sweepMessages();
      await next.idle();
    }
    expect(rounds).toBeGreaterThanOrEqual(4);
    expect((await deliveries(signalId)).filter((row) => row.status === 'delivered')).toHaveLength(301);
    for (const each of receivers) expect(await heard(each)).toBe(1);
    await endAll();
  });

  test('one that cannot be worked out is an incident there, holds up nobody, and gets it when that is retried', async () => {
    const calm = fixture.openDoor();
    const [poisoned, other] = [await waiting(calm), await waiting(calm)];
    let broken = true;
    const door = fixture.openDoor({
      decide: except(poisoned, () => (broken ? { ended: false, code: 'killed', message: 'It took too long.' } : undefined)),
    });
    const signalId = randomUUID();
    await door.throwSignal({ signalId, name: 'go', payload: {}, actor: anna });
    await door.idle();
    expect(await open(other)).toEqual(['after']);
    const incident = await fixture.database.db
      .selectFrom('incident')
      .selectAll()
      .where('instance_id', '=', poisoned)
      .executeTakeFirstOrThrow();
    expect((await deliveries(signalId)).find((row) => row.receiver === poisoned)).toMatchObject({
      status: 'stopped',
      incident: incident.id,
    });
    broken = false;
    const retry = { type: 'retryIncident' as const, incident: incident.id };
    done(await door.executeCommand({ instanceId: poisoned, commandId: `r-${poisoned}`, command: retry, actor: maria }));
    await door.idle();
    expect(await open(poisoned)).toEqual(['after']);
    expect(await heard(poisoned)).toBe(1);
    expect(await verifyCase(fixture.database.pool, poisoned)).toEqual([]);
    await endAll();
  });

  test('one that may not take its payload is an incident there; ended meanwhile, it is refused', async () => {
    const door = fixture.openDoor({ limits: { ...defaultLimits, steps: 10_000, variableSize: 400, valueSize: 300 } });
    const full = await start(door, 'waits', { text: 'x'.repeat(290) });
    await complete(door, full);
    const signalId = randomUUID();
    await door.throwSignal({ signalId, name: 'go', payload: { more: 'y'.repeat(200) }, actor: anna });
    await door.idle();
    const [row] = (await deliveries(signalId)).filter((each) => each.receiver === full);
    expect(row).toMatchObject({ status: 'stopped', reason: expect.stringContaining('result too large') });
    const incident = await fixture.database.db.selectFrom('incident').selectAll().where('instance_id', '=', full).executeTakeFirstOrThrow();
    expect(incident).toMatchObject({ id: row?.incident, code: 'signalRefused', status: 'open' });
    await endAll();
    await door.sweepMessages();
    await door.idle();
    expect((await deliveries(signalId)).find((each) => each.receiver === full)).toMatchObject({ status: 'refused', incident: null });
  });

  test('a process whose beginning was stopped for want of time is begun later; one that is stopped each time, not for ever', async () => {
    const event = `<bpmn:startEvent id="start">${signalOf('tired')}</bpmn:startEvent>`;
    const roots = '<bpmn:signal id="tired" name="tired" />';
    await publish(fixture, { key: 'tiring', roots, body: line(event, userTask('first'), end) });
    const machine = new OutOfBreath(2, ({ type }) => type === 'start');
    const door = fixture.openDoor({ decide: machine.decide });
    const thrown = async (passes: number) => {
      const signalId = randomUUID();
      await door.throwSignal({ signalId, name: 'tired', payload: {}, actor: anna });
      for (let pass = 0; pass < passes; pass += 1) {
        await door.idle();
        fixture.clock.at += 11_000;
        await door.sweepMessages();
      }
      await door.idle();
      return (await deliveries(signalId))[0];
    };
    const late = await thrown(3);
    expect(late).toMatchObject({ status: 'delivered' });
    expect(await open(late?.receiver ?? '')).toEqual(['first']);
    machine.times = 100;
    expect(await thrown(20)).toMatchObject({ status: 'refused', reason: expect.stringContaining('It took too long') });
    expect(machine.times).toBeGreaterThan(80);
    await endAll();
  });

  test('several that one may not take stand by its one incident, and all are tried again when that is retried', async () => {
    const door = fixture.openDoor({ limits: { ...defaultLimits, variableSize: 400, valueSize: 300 } });
    const full = await start(door, 'waits', { text: 'x'.repeat(290) });
    await complete(door, full);
    const correct = (variables: Variables) =>
      door.executeCommand({
        instanceId: full,
        commandId: randomUUID(),
        command: { type: 'setVariables', reason: 'r', variables },
        actor: maria,
      });
    const signals = [randomUUID(), randomUUID()];
    for (const signalId of signals) {
      await door.throwSignal({ signalId, name: 'go', payload: { more: 'y'.repeat(200) }, actor: anna });
      await door.idle();
      // The case goes on meanwhile.
      done(await correct({ seen: signalId }));
    }
    const incident = await fixture.database.db.selectFrom('incident').selectAll().where('instance_id', '=', full).executeTakeFirstOrThrow();
    const rows = () => Promise.all(signals.map((signalId) => rowOf(signalId, full)));
    expect(await rows()).toMatchObject([
      { status: 'stopped', incident: incident.id },
      { status: 'stopped', incident: incident.id },
    ]);
    done(await correct({ text: '' }));
    const retry = { type: 'retryIncident' as const, incident: incident.id };
    done(await door.executeCommand({ instanceId: full, commandId: randomUUID(), command: retry, actor: maria }));
    await door.idle();
    // The first to come moves it on; the other finds nobody who waits.
    expect((await rows()).map((row) => row?.status).sort()).toEqual(['delivered', 'refused']);
    expect(await heard(full)).toBe(1);
    await endAll();
  });

  const operate = (door: RuntimeDoor, instanceId: string, type: 'suspend' | 'resume') =>
    door.executeCommand({ instanceId, commandId: `${type}-${randomUUID()}`, command: { type }, actor: maria });
  const rowOf = async (signalId: string, receiver: string) => (await deliveries(signalId)).find((each) => each.receiver === receiver);

  test.each([
    [1, 65_000],
    [72, 3_600_000],
  ])('a suspended receiver is asked rarely (%i h, a pass each %i ms), and gets it as soon as it goes on', async (hours, passMs) => {
    const door = fixture.openDoor();
    const [receiver, other] = [await waiting(door), await waiting(door)];
    for (const each of [receiver, other]) done(await operate(door, each, 'suspend'));
    const signalId = randomUUID();
    await door.throwSignal({ signalId, name: 'go', payload: {}, actor: anna });
    await door.idle();
    const end = fixture.clock.at + hours * 3_600_000;
    while (fixture.clock.at < end) {
      fixture.clock.at += passMs;
      await door.sweepMessages();
      await door.idle();
    }
    const row = await rowOf(signalId, receiver);
    expect(row).toMatchObject({ status: 'waiting', reason: 'suspended' });
    expect(row?.attempts).toBeLessThanOrEqual(hours === 1 ? 2 : 7);
    done(await operate(door, receiver, 'resume'));
    await door.idle();
    expect(await heard(receiver)).toBe(1);
    expect(await rowOf(signalId, receiver)).toMatchObject({ status: 'delivered' });
    expect(await rowOf(signalId, other)).toMatchObject({ status: 'waiting' });
    await endAll();
  });

  test('it gets it too when the process that let it go on died right after, and when it goes on while it is being asked', async () => {
    const door = fixture.openDoor();
    const receiver = await waiting(door);
    done(await operate(door, receiver, 'suspend'));
    const signalId = randomUUID();
    await door.throwSignal({ signalId, name: 'go', payload: {}, actor: anna });
    await door.idle();
    const resume = { instanceId: receiver, commandId: `resume-${receiver}`, command: { type: 'resume' }, actor: maria };
    expect(await inChild(resume, { PERENNIAL_FAILPOINT: 'after-commit' })).toBe('SIGKILL');
    expect(await heard(receiver)).toBe(0);
    await fixture.openDoor().sweepMessages();
    await until(async () => (await heard(receiver)) === 1);

    const asked = await waiting(door);
    done(await operate(door, asked, 'suspend'));
    const goOn = { instanceId: asked, commandId: `resume-${asked}`, command: { type: 'resume' }, actor: maria };
    let resumed: Promise<string> | undefined;
    // It has been found suspended, and not been put off yet, when another process lets it go on and dies.
    const decider: Decider = async (request) => {
      if (request.instanceId !== asked || request.command.type !== 'deliverSignal') return inProcessDecider(request);
      resumed ??= inChild(goOn, { PERENNIAL_FAILPOINT: 'after-commit' });
      expect(await resumed).toBe('SIGKILL');
      return { ended: true, decision: { ok: false, code: 'suspended', message: 'The case is suspended' } };
    };
    const late = randomUUID();
    const slow = fixture.openDoor({ decide: decider });
    await slow.throwSignal({ signalId: late, name: 'go', payload: {}, actor: anna });
    await Promise.all([slow.idle(), door.idle()]);
    // Due at once, or as soon as its carrier's time is over: not in an hour.
    fixture.clock.at += 11_000;
    await door.sweepMessages();
    await door.idle();
    expect(await heard(asked)).toBe(1);
    await endAll();
  });

  /** In a process of its own. */
  function inChild(request: object, env: object): Promise<string> {
    const child = new URL('./testing/crash-child.ts', import.meta.url).pathname;
    return new Promise((resolve) => {
      const args = ['--import', 'tsx', child, fixture.url, String(fixture.clock.at), 'command', JSON.stringify(request)];
      execFile(process.execPath, args, { env: { ...process.env, ...env } }, (error, stdout) => resolve(error?.signal ?? stdout));
    });
  }

  test.each(['before-commit', 'after-commit'])('its thrower is killed %s: thrown once by the retry, and told', async (failpoint) => {
    const door = fixture.openDoor();
    const receiver = await waiting(door);
    const thrower = await start(door, 'throws', { from: 1 });
    const task = await openTask(fixture, thrower);
    const request = { instanceId: thrower, commandId: `c-${thrower}`, command: { type: 'completeTask', task, values: {} }, actor: anna };
    expect(await inChild(request, { PERENNIAL_FAILPOINT: failpoint })).toBe('SIGKILL');
    expect(await heard(receiver)).toBe(0);
    await door.executeCommand(request as Parameters<RuntimeDoor['executeCommand']>[0]);
    await door.sweepMessages();
    await until(async () => (await heard(receiver)) === 1);
    await door.idle();
    expect(await open(receiver)).toEqual(['after']);
    expect(await fixture.database.db.selectFrom('signal').select('id').where('source_instance', '=', thrower).execute()).toHaveLength(1);
    await endAll();
  });
});
