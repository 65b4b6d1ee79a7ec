import { afterAll, beforeAll, expect, test } from 'vitest';
import { compilerVersion } from '../../engine/model/index.ts';
import { createCalendars } from '../../runtime/calendars.ts';
import { inProcessCompiler } from '../../runtime/in-process.ts';
import { createPackageStore } from '../../runtime/packages.ts';
import { anna, done, type Fixture, openFixture } from '../../runtime/testing/door-fixture.ts';
import { end, line, messageOf, publish, signalOf, throwing } from '../../runtime/testing/publish.ts';
import { Journal } from './journal.ts';
import { replay } from './replay.ts';

let fixture: Fixture;
const roots = '<bpmn:signal id="s-go" name="go" /><bpmn:message id="m-go" name="go" />';
const job =
  '<bpmn:serviceTask id="job"><bpmn:extensionElements><perennial:job type="notify.user"><perennial:input source="= &quot;a&quot;" target="to" /><perennial:input source="= &quot;b&quot;" target="text" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask>';

beforeAll(async () => {
  fixture = await openFixture();
  const start = (definition: string) => `<bpmn:startEvent id="start">${definition}</bpmn:startEvent>`;
  await publish(fixture, { key: 'signalled', roots, body: line(start(signalOf('s-go')), job, throwing('tell', messageOf('m-go')), end) });
  await publish(fixture, { key: 'messaged', roots, body: line(start(messageOf('m-go')), job, end) });
});
afterAll(() => fixture.close());

test('cases begun by a signal, and by the message they throw, are replayed in their chain: its job keeps it', async () => {
  const { pool, db } = fixture.database;
  const door = fixture.openDoor();
  await door.throwSignal({ signalId: 'user:anna/go', name: 'go', payload: { n: 1 }, actor: anna });
  await door.idle();
  const cases = () => db.selectFrom('instance').select(['id', 'package_key']).orderBy('package_key', 'desc').execute();
  const [signalled] = await cases();
  const [waiting] = await db.selectFrom('job').select('key').where('status', '=', 'waiting').execute();
  const command = { type: 'completeJob' as const, job: waiting?.key ?? '', output: {} };
  const actor = { id: 'system:job', roles: [], groups: [] };
  const instanceId = signalled?.id ?? '';
  done(await door.executeCommand({ instanceId, commandId: `job/${command.job}`, command, actor }));
  await door.idle();

  const begun = await cases();
  expect(begun.map((each) => each.package_key)).toEqual(['signalled', 'messaged']);
  const packages = createPackageStore({ db, compile: inProcessCompiler(), compilerVersion });
  const world = { queryable: pool, packages, calendars: await createCalendars(db, fixture.clock.now).current(), hook: '' };
  for (const { id } of begun) {
    const facts = await fixture.facts(id);
    expect(facts.find((fact) => fact.type === 'jobCreated')).toMatchObject({ version: 2, chain: { id: 'user:anna/go' } });
    expect((await replay({ ...world, journal: new Journal() }, id)).differences).toEqual([]);
  }
});
