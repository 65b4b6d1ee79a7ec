import { expect, test } from 'vitest';
import type { Command, InstanceState } from '../../../engine/contract/index.ts';
import { decide } from '../../../engine/kernel/decide.ts';
import { contextOf, kernelRun, packageOf } from './kernel-steps.ts';
import { LongCase, sizeOf } from './long-case.ts';
import { Drawing, largeModel, stepsModel } from './models.ts';

test('a case of thousands of steps is as large as one of ten, but for what it remembers of its last tasks and messages', async () => {
  const long = await LongCase.begin();
  const bare = () => sizeOf({ ...long.state, recentTasks: [], seenMessages: [] });
  long.grow(10);
  const young = { size: bare(), facts: long.decide(long.completeTask()).facts.map((fact) => fact.type) };
  for (const steps of [100, 1_000, 3_000]) {
    long.grow(steps);
    expect(long.steps).toBeGreaterThanOrEqual(steps);
    expect({ size: bare(), facts: long.decide(long.completeTask()).facts.map((fact) => fact.type) }).toEqual(young);
  }
  expect(long.state.recentTasks).toHaveLength(10);
  expect(long.state.seenMessages).toHaveLength(50);
  expect(Object.keys(long.state.elements)).toHaveLength(2);
});

test('a step costs two facts, a join three', async () => {
  const facts = (await kernelRun())();
  const count = (type: string) => facts.filter((fact) => fact.type === type).length;
  const { elements } = stepsModel();
  expect([count('elementActivated'), count('elementCompleted')]).toEqual([elements, elements]);
  expect([count('instanceStarted'), count('tokenArrived'), count('tokensJoined'), count('instanceCompleted')]).toEqual([1, 2, 1, 1]);
  expect(facts).toHaveLength(2 * elements + 5);
});

test('the large model has the elements it is said to have', () => {
  for (const elements of [10, 100, 1_000]) {
    const { xml, elements: told } = largeModel(elements);
    expect([told, [...xml.matchAll(/<bpmndi:BPMNShape /g)].length]).toEqual([elements, elements]);
  }
});

test('nor does anything else pile up: scopes, calls, joins, races, failed jobs, incidents, drafts, alerts, repeated tasks', async () => {
  const ctx = contextOf(await packageOf(everything()));
  let state: InstanceState | null = null;
  const sent = new Map<string, number>();
  const send = (command: Command): InstanceState => {
    const decision = decide(state, command, ctx);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.message}`);
    state = decision.state;
    sent.set(command.type, (sent.get(command.type) ?? 0) + 1);
    ctx.now += 60_000;
    return decision.state;
  };
  let now = send({ type: 'start', instanceId: 'i', variables: {}, records: [] });
  const sizes: number[] = [];
  const once = new Set<string>();
  const first = (what: string) => !once.has(what) && once.add(what);
  for (let commands = 0; sizes.length < 120 && commands < 5_000; commands += 1) {
    const live = Object.values(now.elements);
    const incident = Object.values(now.incidents)[0];
    const task = live.find((each) => each.task);
    const job = live.find((each) => each.job)?.job;
    const race = live.find((each) => each.element === 'race');
    const call = task?.element === 'call' ? task : undefined;
    const later = (): Command => {
      ctx.now += 7_200_000;
      return { type: 'advance' };
    };
    const next = (): Command => {
      if (incident) return { type: 'retryIncident', incident: incident.id };
      if (job && first(`fail ${job.key}`))
        return { type: 'failJob', job: job.key, error: { code: 'x', message: 'broken' }, retriesLeft: 0 };
      if (job) return { type: 'completeJob', job: job.key, output: {} };
      if (race && sizes.length % 3 === 0) return later();
      if (race) return { type: 'deliverMessage', messageId: `m${commands}`, name: 'mail', correlationKey: '', payload: { word: 'x' } };
      if (call && first(`draft ${call.id}`)) return { type: 'saveDraft', task: call.id, draft: { note: 'y' } };
      if (call && sizes.length % 4 === 0 && first(`late ${call.id}`)) return later();
      return { type: 'completeTask', task: task?.id ?? 0, values: {} };
    };
    const command = next();
    if (command.type === 'saveDraft') sizes.push(sizeOf({ ...now, recentTasks: [], seenMessages: [] }));
    now = send(command);
  }
  expect(sizes).toHaveLength(120);
  for (const type of ['retryIncident', 'failJob', 'completeJob', 'deliverMessage', 'saveDraft', 'advance'])
    expect(sent.get(type), type).toBeGreaterThan(30);
  expect(new Set(sizes.slice(20))).toEqual(new Set(sizes.slice(10, 20)));
});

/** One round passes everything that keeps something in the state; then it begins again. */
function everything(): string {
  const main = new Drawing()
    .node('startEvent', 'start')
    .node('exclusiveGateway', 'merge')
    .node(
      'subProcess',
      'scope',
      '',
      new Drawing()
        .node('startEvent', 'inside')
        .node('parallelGateway', 'fork')
        .node('task', 'a')
        .node('task', 'b')
        .node('parallelGateway', 'join')
        .node('endEvent', 'out')
        .path(['inside', 'fork', 'a', 'join', 'out'])
        .path(['fork', 'b', 'join'])
        .content(),
    )
    .node('callActivity', 'called', 'calledElement="other"')
    .node('inclusiveGateway', 'some', 'default="some_c"')
    .node('task', 'c')
    .node('inclusiveGateway', 'gathered')
    .node('eventBasedGateway', 'race')
    .node('intermediateCatchEvent', 'mailed', '', '<bpmn:messageEventDefinition id="md" messageRef="mail"/>')
    .node(
      'intermediateCatchEvent',
      'hour',
      '',
      `<bpmn:timerEventDefinition id="td"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>`,
    )
    .node('exclusiveGateway', 'after')
    .node('serviceTask', 'note', '', '<bpmn:extensionElements><perennial:job type="note"/></bpmn:extensionElements>')
    .node('userTask', 'call', 'perennial:due="PT4H" perennial:calendar="none" perennial:warn="75%"')
    .node(
      'boundaryEvent',
      'often',
      'attachedToRef="call" cancelActivity="false"',
      `<bpmn:timerEventDefinition id="cd"><bpmn:timeCycle>R/PT2H</bpmn:timeCycle></bpmn:timerEventDefinition>`,
    )
    .node('endEvent', 'reminded')
    .node(
      'userTask',
      'each',
      '',
      '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
    )
    .path(['start', 'merge', 'scope', 'called', 'some'])
    .path(['some', 'gathered'], 'now &lt; date and time("2000-01-01T00:00:00Z")')
    .path(['some', 'c', 'gathered', 'race', 'mailed', 'after', 'note', 'call', 'each', 'merge'])
    .path(['race', 'hour', 'after'])
    .path(['often', 'reminded']);
  const other = new Drawing().node('startEvent', 'otherStart').node('userTask', 'otherTask').node('endEvent', 'otherEnd');
  const second = `<bpmn:process id="other" isExecutable="true">${other.path(['otherStart', 'otherTask', 'otherEnd']).content()}</bpmn:process>`;
  return main
    .xml('main')
    .replace('<bpmn:process ', '<bpmn:message id="mail" name="mail"/><bpmn:process ')
    .replace('</bpmn:definitions>', `${second}</bpmn:definitions>`);
}
