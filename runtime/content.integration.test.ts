import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command, Variables } from '../engine/contract/index.ts';
import type { RuntimeDoor } from './execute-command.ts';
import { anna, done, type Fixture, maria, openFixture, openTask, timerActor } from './testing/door-fixture.ts';
import { publish } from './testing/publish.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
let door: RuntimeDoor;
beforeAll(async () => {
  fixture = await openFixture();
  door = fixture.openDoor();
});
afterAll(() => fixture.close());

/** Nothing that compresses: an index entry keeps no more than 2,704 bytes. */
const long = randomBytes(10_000).toString('hex');
const lead = [
  {
    id: 'lead',
    name: 'Lead',
    fields: [
      { key: 'title', label: 'Title', type: 'text' },
      { key: 'region', label: 'Region', type: 'json' },
    ],
  },
];

const feel = (tag: string, body: string) => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${tag}>`;
const script = (body: string, result = 'r') =>
  `<bpmn:scriptTask id="x" scriptFormat="feel" perennial:resultVariable="${result}"><bpmn:script>${body}</bpmn:script></bpmn:scriptTask>`;
const caught = (inside: string) => `<bpmn:intermediateCatchEvent id="x">${inside}</bpmn:intermediateCatchEvent>`;
const timed = (duration: string) => `<bpmn:timerEventDefinition>${feel('timeDuration', duration)}</bpmn:timerEventDefinition>`;

/** How the element `x` is written, and what is computed there. */
const contents: { [name: string]: { x: string; variables?: Variables; code?: string; at?: 'x' | 'nowhere' } } = {
  nul: { x: script('= &quot;a\\u0000b&quot;') },
  surrogate: { x: script('= &quot;\\uD800&quot;') },
  key: { x: caught('<bpmn:messageEventDefinition id="keyed" messageRef="keyed-message" />'), variables: { k: long } },
  groups: { x: '<bpmn:userTask id="x" perennial:candidateGroups="= k" />', variables: { k: long } },
  assignee: { x: '<bpmn:userTask id="x" perennial:assignee="= k" />', variables: { k: long } },
  due: { x: '<bpmn:userTask id="x" perennial:candidateGroups="sales" perennial:due="= k" />', variables: { k: 'PT99999999H' } },
  dueInYears: { x: '<bpmn:userTask id="x" perennial:candidateGroups="sales" perennial:due="= k" />', variables: { k: 'P9000Y' } },
  timer: { x: caught(timed('P9000Y')) },
  // Nothing the kernel knows of: Postgres says so when it is written.
  indexed: { x: script('= k', 'lead.region'), variables: { k: long }, at: 'nowhere' },
  column: { x: script('= &quot; &quot;', 'lead.title'), code: 'recordField', at: 'nowhere' },
};

/** `before`: with a deadline, without which nothing that waits may be published for a record. */
function awaited(definition: string): string {
  return `<bpmn:intermediateCatchEvent id="before">${definition}</bpmn:intermediateCatchEvent><bpmn:eventBasedGateway id="either" />
    <bpmn:intermediateCatchEvent id="late">${timed('PT1H')}</bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f8" sourceRef="either" targetRef="late" />
    <bpmn:sequenceFlow id="f9" sourceRef="late" targetRef="e" />`;
}

const befores: { [way: string]: string } = {
  timer: `<bpmn:intermediateCatchEvent id="before"><bpmn:timerEventDefinition id="soon">${feel('timeDuration', 'PT1S')}</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
  message: awaited('<bpmn:messageEventDefinition id="told" messageRef="told-message" />'),
  signal: awaited('<bpmn:signalEventDefinition id="told" signalRef="heard-signal" />'),
  task: '<bpmn:userTask id="before" perennial:candidateGroups="sales" />',
};

async function publishContent(way: string, content: string) {
  const key = `content-${way}-${content}`.toLowerCase();
  const before = befores[way];
  const flows = ['s', ...(before?.includes('either') ? ['either'] : []), ...(before ? ['before'] : []), 'x', 'e']
    .map((each, at, all) => (at === 0 ? '' : `<bpmn:sequenceFlow id="f${at}" sourceRef="${all[at - 1]}" targetRef="${each}" />`))
    .join('');
  await publish(fixture, {
    key,
    roots: `<bpmn:message id="keyed-message" name="keyed"><bpmn:extensionElements><perennial:message correlationKey="= k" /></bpmn:extensionElements></bpmn:message>
      <bpmn:message id="told-message" name="${key}" /><bpmn:signal id="heard-signal" name="${key}" />`,
    body: `<bpmn:startEvent id="s" />${before ?? ''}${contents[content]?.x}<bpmn:endEvent id="e" />${flows}`,
    manifest: contents[content]?.at ? { recordType: 'lead', recordTypes: lead } : {},
  });
  return key;
}

async function goOn(way: string, key: string, instanceId: string) {
  const command = async (command: Command, actor = anna) => door.executeCommand({ instanceId, commandId: randomUUID(), command, actor });
  if (way === 'timer') {
    fixture.clock.at += 1_000;
    return command({ type: 'advance' }, timerActor);
  }
  if (way === 'task') return command({ type: 'completeTask', task: await openTask(fixture, instanceId), values: {} });
  const message = { name: key, payload: {}, actor: anna };
  if (way === 'message') await door.publishMessage({ ...message, messageId: randomUUID(), correlationKey: '', ttlMs: 60_000 });
  if (way === 'signal') await door.throwSignal({ ...message, signalId: randomUUID() });
  await door.idle();
  return undefined;
}

describe.each(['start', ...Object.keys(befores)])('what cannot be stored, after a %s', (way) => {
  test.each(Object.keys(contents))('%s: an incident, and nothing stands still without one', async (content) => {
    const { variables = {}, code = 'unstorable', at = 'x' } = contents[content] ?? {};
    const key = await publishContent(way, content);
    const instanceId = `${key}-1`;
    const owned = { alias: 'lead', type: 'lead', id: randomUUID(), relation: 'owns' as const, create: { title: 'Kowal', fields: {} } };
    const request = {
      instanceId,
      commandId: randomUUID(),
      packageKey: key,
      variables,
      records: contents[content]?.at ? [owned] : [],
      actor: anna,
    };
    const started = await door.startInstance(request);
    if (way === 'start' && at === 'nowhere') {
      // There is no case that could stand: whoever starts it is told.
      expect(started.status).toBe('refused');
      return;
    }
    done(started);
    const told = await goOn(way, key, instanceId);
    if (code === 'recordField' && way !== 'timer') {
      // Whoever brings it is refused, and the case waits on for what it waited for.
      if (told) expect(told).toMatchObject({ status: 'refused', rejection: { code: 'guard' } });
      return;
    }
    const incidents = await fixture.database.db.selectFrom('incident').selectAll().where('instance_id', '=', instanceId).execute();
    expect(incidents).toMatchObject([{ code, status: 'open' }]);
    if (at === 'x') expect(incidents[0]?.element).toBe('x');
    const [row] = await fixture.database.db.selectFrom('instance').select('due_at').where('id', '=', instanceId).execute();
    expect(Number(row?.due_at ?? Number.POSITIVE_INFINITY)).toBeGreaterThan(fixture.clock.at);
    expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
    done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'cancel', reason: 'seen' }, actor: maria }));
  });
});
