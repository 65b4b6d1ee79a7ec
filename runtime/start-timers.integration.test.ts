import { execFile } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { storeCalendar } from '../db/queries/calendars.ts';
import { readStartTimers } from '../db/queries/start-timers.ts';
import { inProcessDecider } from './in-process.ts';
import { mostMadeUp } from './start-timers.ts';
import { done, type Fixture, openFixture } from './testing/door-fixture.ts';
import { begin, end, line, publish, userTask } from './testing/publish.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  // Timers of the test before would go on beside.
  await fixture.database.db.updateTable('start_timer').set({ status: 'closed' }).execute();
});

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const timed = (definition: string, attributes = '') =>
  `<bpmn:startEvent id="clock"><bpmn:timerEventDefinition ${attributes}>${definition}</bpmn:timerEventDefinition></bpmn:startEvent>`;
const cycle = (text: string, attributes = '') => timed(`<bpmn:timeCycle>${text}</bpmn:timeCycle>`, attributes);
const date = (text: string) => timed(`<bpmn:timeDate>${text}</bpmn:timeDate>`);
const bodyOf = (start: string, task = 'work') => line(start, userTask(task), end);

const casesOf = (key: string) =>
  fixture.database.db
    .selectFrom('instance')
    .select(['id', 'package_version'])
    .where('package_key', '=', key)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
const startsAt = async (key: string) =>
  (await readStartTimers(fixture.database.pool, key)).map((each) => each.nextAt?.toISOString() ?? null);

/** Moves the clock and sweeps until nothing is due. */
async function on(ms: number, door = fixture.openDoor()): Promise<number> {
  fixture.clock.at += ms;
  let all = 0;
  for (let started = 1; started > 0; all += started) started = (await door.sweepStartTimers()).started;
  return all;
}

test('a cycle of three begins three cases at the timer’s event, and no more', async () => {
  await publish(fixture, { key: 'three', body: bodyOf(cycle('R3/PT1H')) });
  expect(await on(hour - 1)).toBe(0);
  expect(await on(1)).toBe(1);
  expect(await on(1)).toBe(0);
  expect(await on(hour)).toBe(1);
  expect(await on(hour)).toBe(1);
  expect(await on(100 * day)).toBe(0);
  const cases = await casesOf('three');
  expect(cases).toHaveLength(3);
  for (const { id } of cases) {
    expect(await verifyCase(fixture.database.pool, id)).toEqual([]);
    expect((await fixture.facts(id)).some((fact) => fact.type === 'elementCompleted' && fact.element === 'clock')).toBe(true);
    expect((await fixture.tasks(id)).map(({ element }) => element)).toEqual(['work']);
  }
  expect(await startsAt('three')).toEqual([null]);
});

test('a date, also one that is past, and a duration from publishing: once each', async () => {
  const at = new Date(fixture.clock.at + day).toISOString();
  await publish(fixture, { key: 'at-date', body: bodyOf(date(at)) });
  await publish(fixture, { key: 'past', body: bodyOf(date('2020-01-01T09:00:00Z')) });
  await publish(fixture, { key: 'after', body: bodyOf(timed('<bpmn:timeDuration>PT2H</bpmn:timeDuration>')) });
  expect(await on(0)).toBe(1);
  expect(await casesOf('past')).toHaveLength(1);
  expect(await on(2 * hour)).toBe(1);
  expect(await casesOf('after')).toHaveLength(1);
  expect(await on(day)).toBe(1);
  expect(await casesOf('at-date')).toHaveLength(1);
  // The date was done: another version that keeps it does not do it again, one with another date does.
  await publish(fixture, { key: 'past', body: bodyOf(date('2020-01-01T09:00:00Z'), 'other') });
  expect(await on(day)).toBe(0);
  await publish(fixture, { key: 'past', body: bodyOf(date('2020-01-02T09:00:00Z'), 'other') });
  expect(await on(day)).toBe(1);
});

test('a newer version takes over; what was due before it still begins the older one', async () => {
  await publish(fixture, { key: 'over', body: bodyOf(cycle('R/PT1H')) });
  expect(await on(hour)).toBe(1);
  fixture.clock.at += hour;
  await publish(fixture, { key: 'over', body: bodyOf(cycle('R/PT1H'), 'new') });
  expect(await on(0)).toBe(1);
  expect(await on(hour)).toBe(1);
  expect((await casesOf('over')).map((each) => each.package_version)).toEqual([1, 1, 2]);
  // The same files are the same version: nothing is armed anew.
  const before = await startsAt('over');
  fixture.clock.at += minute;
  await publish(fixture, { key: 'over', body: bodyOf(cycle('R/PT1H'), 'new') });
  expect(await startsAt('over')).toEqual(before);
  // Without a timer there is none.
  await publish(fixture, { key: 'over', body: bodyOf(begin, 'new') });
  expect(await on(30 * day)).toBe(0);
});

test('a time on the clock that comes while a newer version is being published begins one case, whichever version', async () => {
  fixture.clock.at = Math.ceil(fixture.clock.at / day) * day;
  const nine = '0 9 * * *';
  const at = new Date(fixture.clock.at + 9 * hour).toISOString();
  await publish(fixture, { key: 'crossing', body: bodyOf(cycle(nine)) });
  await publish(fixture, { key: 'crossing-date', body: bodyOf(date(at)) });
  expect(await on(9 * hour)).toBe(2);
  // Its files were being compiled when the time came.
  fixture.clock.at -= 1_000;
  await publish(fixture, { key: 'crossing', body: bodyOf(cycle(nine), 'new') });
  await publish(fixture, { key: 'crossing-date', body: bodyOf(date(at), 'new') });
  await on(1_000);
  expect(await casesOf('crossing')).toHaveLength(1);
  expect(await casesOf('crossing-date')).toHaveLength(1);
  expect((await readStartTimers(fixture.database.pool, 'crossing'))[0]?.problem).toBeNull();
  // Or it is stored while the older one begins its case.
  const door = fixture.openDoor({
    async decide(request) {
      if ((await readStartTimers(fixture.database.pool, 'crossing', 3)).length === 0) {
        fixture.clock.at -= 1_000;
        await publish(fixture, { key: 'crossing', body: bodyOf(cycle(nine), 'newest') });
        fixture.clock.at += 1_000;
      }
      return inProcessDecider(request);
    },
  });
  await on(day, door);
  await on(0);
  expect((await casesOf('crossing')).map((each) => each.package_version)).toEqual([1, 2]);
  await on(day);
  expect((await casesOf('crossing')).map((each) => each.package_version)).toEqual([1, 2, 3]);
});

const child = new URL('./testing/start-child.ts', import.meta.url).pathname;

function sweepInChild(failpoint?: string): Promise<string> {
  const args = ['--import', 'tsx', child, fixture.url, String(fixture.clock.at)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env: { ...process.env, PERENNIAL_FAILPOINT: failpoint } }, (error, stdout, stderr) => {
      if (error?.signal) resolve(error.signal);
      else if (error) reject(new Error(stderr));
      else resolve(stdout.trim());
    });
  });
}

test.each([
  ['before-commit', 0],
  ['after-commit', 1],
  ['start-timer-begun', 1],
])('killed at %s: the case is begun once', async (failpoint, written) => {
  const key = `killed-${failpoint}`;
  await publish(fixture, { key, body: bodyOf(cycle('R2/PT1H')) });
  fixture.clock.at += hour;
  expect(await sweepInChild(failpoint)).toBe('SIGKILL');
  expect(await casesOf(key)).toHaveLength(written);
  expect(await sweepInChild()).toBe('{"started":1}');
  expect(await casesOf(key)).toHaveLength(1);
  expect(await on(hour)).toBe(1);
  expect(await casesOf(key)).toHaveLength(2);
});

test('several workers at once begin it once', async () => {
  await publish(fixture, { key: 'many', body: bodyOf(cycle('R/PT1H')) });
  fixture.clock.at += 5 * hour;
  const doors = [fixture.openDoor(), fixture.openDoor(), fixture.openDoor()];
  await Promise.all(doors.map((door) => door.sweepStartTimers()));
  expect(await casesOf('many')).toHaveLength(5);
  expect(await on(0)).toBe(0);
});

test('down for days: each missed firing once', async () => {
  await publish(fixture, { key: 'down', body: bodyOf(cycle('0 9 * * *')) });
  expect(await on(4 * day)).toBe(4);
  expect(await casesOf('down')).toHaveLength(4);
});

test('at most a thousand missed firings are made up for; the rest is left out and said', async () => {
  await publish(fixture, { key: 'often', body: bodyOf(cycle('R/PT1S')) });
  const from = fixture.clock.at;
  expect(await on(30 * day)).toBe(mostMadeUp);
  const [timer] = await readStartTimers(fixture.database.pool, 'often');
  expect(timer?.skippedFrom).toEqual(new Date(from + (mostMadeUp + 1) * 1_000));
  expect(timer?.skippedUntil).toEqual(new Date(from + 30 * day));
  expect(timer?.nextAt).toEqual(new Date(from + 30 * day + 1_000));
  expect(await on(2_000)).toBe(2);
});

test('a schedule that began long before it was published counts from then on; a counted one ends with its count', async () => {
  await publish(fixture, { key: 'old', body: bodyOf(cycle('R/2026-01-01T00:00:00Z/P1D')) });
  const next = new Date(Math.ceil(fixture.clock.at / day) * day).toISOString();
  expect(await startsAt('old')).toEqual([next]);
  expect(await on(2 * day)).toBe(2);
  await publish(fixture, { key: 'over-already', body: bodyOf(cycle('R2/2026-01-01T00:00:00Z/P1D')) });
  expect(await startsAt('over-already')).toEqual([null]);
  expect(await on(2 * day)).toBe(2);
});

test('more than once a second is refused, and so is a time for a process that moves a record', async () => {
  await expect(publish(fixture, { key: 'quick', body: bodyOf(cycle('R/0001-01-01T00:00:00Z/PT0.001S')) })).rejects.toThrow(
    'start-event/timer-too-often',
  );
  await expect(publish(fixture, { key: 'nowhere', body: bodyOf(cycle('R/PT1H', 'perennial:timerCalendar="gone"')) })).rejects.toThrow(
    'start-event/timer-plan',
  );
  const lead = { id: 'lead', name: 'Lead', fields: [] };
  const manifest = { recordType: 'lead', recordTypes: [lead] };
  await expect(publish(fixture, { key: 'with-record', body: bodyOf(cycle('R/PT1H')), manifest })).rejects.toThrow(
    'start-event/timer-record',
  );
});

test('nine o’clock stays nine o’clock when the clocks change', async () => {
  const office = { name: 'warsaw', version: 1, zone: 'Europe/Warsaw', week: {}, days: {} };
  for (let weekday = 1; weekday <= 7; weekday += 1) Object.assign(office.week, { [weekday]: [['08:00', '17:00']] });
  await storeCalendar(fixture.database.db, { definition: office, isDefault: false, actor: null, validFrom: new Date(0) });
  fixture.clock.at = Math.max(fixture.clock.at, Date.parse('2028-03-25T00:00Z'));
  await publish(fixture, { key: 'nine', body: bodyOf(cycle('0 9 * * *', 'perennial:timerCalendar="warsaw"')) });
  const times = [];
  for (let firing = 0; firing < 3; firing += 1) {
    const [next] = await startsAt('nine');
    times.push(next);
    expect(await on(Date.parse(String(next)) - fixture.clock.at)).toBe(1);
  }
  expect(times).toEqual(['2028-03-25T08:00:00.000Z', '2028-03-26T07:00:00.000Z', '2028-03-27T07:00:00.000Z']);
});

test('working time of a calendar, and of the version of it that comes into force', async () => {
  const hours = (from: string, to: string) => Object.fromEntries([1, 2, 3, 4, 5].map((weekday) => [weekday, [[from, to]]]));
  const shop = (from: string, to: string) => ({ name: 'shop', version: 1, zone: 'UTC', week: hours(from, to), days: {} }) as never;
  await storeCalendar(fixture.database.db, { definition: shop('09:00', '17:00'), isDefault: false, actor: null, validFrom: new Date(0) });
  fixture.clock.at = Date.parse('2029-06-01T16:00Z'); // a Friday
  await publish(fixture, {
    key: 'working',
    body: bodyOf(timed('<bpmn:timeDuration>PT2H</bpmn:timeDuration>', 'perennial:timerCalendar="shop"')),
  });
  expect(await startsAt('working')).toEqual(['2029-06-04T10:00:00.000Z']);
  await storeCalendar(fixture.database.db, {
    definition: shop('12:00', '20:00'),
    isDefault: false,
    actor: null,
    validFrom: new Date(fixture.clock.at),
  });
  expect(await on(minute)).toBe(0);
  // From 16:00 to 18:00 on the Friday, by the new hours.
  expect(await startsAt('working')).toEqual(['2029-06-01T18:00:00.000Z']);
  expect(await on(2 * hour)).toBe(1);
});

test('what cannot be begun is tried again, says why, and keeps no other waiting', async () => {
  const door = fixture.openDoor({ decide: async () => ({ ended: false, code: 'wall', message: 'it ran too long' }) });
  await publish(fixture, { key: 'stuck', body: bodyOf(cycle('R1/PT1H')) });
  await publish(fixture, { key: 'stuck-too', body: bodyOf(cycle('R1/PT1H')) });
  fixture.clock.at += hour;
  expect(await door.sweepStartTimers()).toEqual({ started: 2 });
  const [timer] = await readStartTimers(fixture.database.pool, 'stuck');
  expect(timer?.problem).toContain('it ran too long');
  expect(await on(0)).toBe(0);
  expect(await on(1_000)).toBe(2);
  expect(await casesOf('stuck')).toHaveLength(1);
  expect((await readStartTimers(fixture.database.pool, 'stuck'))[0]?.problem).toBeNull();
  // By hand it may begin, too.
  const request = { instanceId: 'by-hand', commandId: 'by-hand', packageKey: 'stuck', variables: {}, records: [] };
  done(await fixture.openDoor().startInstance({ ...request, actor: { id: 'anna', roles: [], groups: [] } }));
});
