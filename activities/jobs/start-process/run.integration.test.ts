import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultLimits } from '../../../engine/contract/index.ts';
import type { RuntimeDoor } from '../../../runtime/execute-command.ts';
import { anna, done, type Fixture, maria, openFixture } from '../../../runtime/testing/door-fixture.ts';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { testContext } from '../testing.ts';
import { definition } from './definition.ts';
import { job } from './run.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
  const again = (id: string, key: string) =>
    `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><perennial:job type="start-process"><perennial:input source="= &quot;${key}&quot;" target="package" /><perennial:input source="= &quot;lead&quot;" target="recordType" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask>`;
  const manifest = {
    recordType: 'lead',
    recordTypes: [{ id: 'lead', name: 'Lead', fields: [{ key: 'startedAt', label: 'S', type: 'text' }] }],
  };
  await publish(fixture, { key: 'breeds', manifest, body: line(begin, again('one', 'breeds'), again('two', 'breeds'), end) });
  await publish(fixture, { key: 'heir', manifest, body: line(begin, again('one', 'heir'), end) });
});
afterAll(() => fixture.close());

/** Does what a worker does, job after job, until none waits or `most` are done. */
async function work(door: RuntimeDoor, packageKey: string, most: number): Promise<number> {
  let performed = 0;
  for (;;) {
    const waiting = await fixture.database.db
      .selectFrom('job')
      .innerJoin('instance', 'instance.id', 'job.instance_id')
      .select(['job.key', 'job.instance_id', 'job.input'])
      .where('job.status', '=', 'waiting')
      .where('instance.package_key', '=', packageKey)
      .execute();
    if (waiting.length === 0) return performed;
    for (const { key, instance_id: instanceId, input } of waiting) {
      if (performed >= most) return performed;
      performed += 1;
      const ctx = testContext({ db: fixture.database.db, door, jobKey: key, instanceId, records: [], now: fixture.clock.now });
      const result = await job.run(ctx, definition.input.parse(input));
      const command =
        'error' in result
          ? { type: 'failJob' as const, job: key, error: result.error, retriesLeft: 0 }
          : { type: 'completeJob' as const, job: key, output: result.output };
      done(await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: { id: 'system:job', roles: [], groups: [] } }));
    }
  }
}

async function start(door: RuntimeDoor, packageKey: string) {
  const owned = { alias: 'lead', type: 'lead', id: randomUUID(), relation: 'owns' as const, create: { title: 'First', fields: {} } };
  const request = { instanceId: `${packageKey}-first`, commandId: randomUUID(), packageKey, variables: {}, records: [owned], actor: anna };
  done(await door.startInstance(request));
}

const incidentsOf = (packageKey: string) =>
  fixture.database.db
    .selectFrom('incident')
    .innerJoin('instance', 'instance.id', 'incident.instance_id')
    .select(['incident.id', 'incident.code', 'incident.message', 'incident.instance_id'])
    .where('instance.package_key', '=', packageKey)
    .where('incident.status', '=', 'open')
    .execute();

it('a process that starts itself twice by the job is stopped where its chain has started all it may', async () => {
  const door = fixture.openDoor({ limits: { ...defaultLimits, chain: 40 } });
  await start(door, 'breeds');
  expect(await work(door, 'breeds', 400)).toBeLessThan(400);
  const { cases } = await fixture.database.db
    .selectFrom('instance')
    .select(({ fn }) => fn.countAll<string>().as('cases'))
    .where('package_key', '=', 'breeds')
    .executeTakeFirstOrThrow();
  // The first, its two, their four, and forty; a chain that began with each of the two.
  expect(Number(cases)).toBeLessThanOrEqual(2 * 47);
  expect(Number(cases)).toBeGreaterThan(40);
  const incidents = await incidentsOf('breeds');
  expect(new Set(incidents.map(({ code }) => code))).toEqual(new Set(['chainLimit']));
  expect(incidents[0]?.message).toContain('CHAIN_THROWS');
});

it('one that starts itself once, at the limit of hops; its retry starts the case, and a new chain begins', async () => {
  const door = fixture.openDoor({ limits: { ...defaultLimits, hops: 20 } });
  await start(door, 'heir');
  expect(await work(door, 'heir', 100)).toBeLessThan(30);
  const [incident, ...others] = await incidentsOf('heir');
  expect(others).toEqual([]);
  expect(incident?.code).toBe('chainLimit');
  const command = { type: 'retryIncident' as const, incident: incident?.id as number };
  done(await door.executeCommand({ instanceId: incident?.instance_id as string, commandId: randomUUID(), command, actor: maria }));
  expect(await work(door, 'heir', 100)).toBeGreaterThan(10);
  expect(await incidentsOf('heir')).toMatchObject([{ code: 'chainLimit' }]);
});

it('an attempt whose worker was lost after the start has started the case: the next one, later and with what it reads then, finds it', async () => {
  const door = fixture.openDoor();
  const recordId = randomUUID();
  const attempt = (jobKey: string, more: object = {}) => {
    const ctx = testContext({ db: fixture.database.db, door, jobKey, instanceId: 'heir-first', records: [], now: fixture.clock.now });
    return job.run(ctx, definition.input.parse({ package: 'heir', recordType: 'lead', ...more }));
  };
  const first = await attempt('lost:1');
  expect(first).toMatchObject({ output: {} });
  fixture.clock.at += 60_000;
  expect(await attempt('lost:1')).toEqual(first);
  expect(await attempt('lost:1', { title: 'Mended', package: 'breeds' })).toEqual(first);
  // A record that the first attempt made under an id it was given is there for the second.
  const named = await attempt('lost:2', { recordId });
  expect(named).toMatchObject({ output: { recordId } });
  fixture.clock.at += 60_000;
  expect(await attempt('lost:2', { recordId })).toEqual(named);
});
