import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Accepted,
  type Command,
  type DecideContext,
  type Decision,
  defaultLimits,
  type InstanceState,
} from '../../engine/contract/index.ts';
import { decide } from '../../engine/kernel/decide.ts';
import { packageOf, process as processOf } from '../../engine/kernel/testing/process-builder.ts';
import { sandboxCompiler, sandboxDecider } from './adapters.ts';
import { sandboxEntry } from './bundle.ts';
import { createSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox-options.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  const begun = performance.now();
  const entry = await sandboxEntry();
  console.log(`bundling the child: ${(performance.now() - begun).toFixed(0)} ms`);
  const started = performance.now();
  sandbox = createSandbox({ entry, size: 2 });
  await sandbox.run({ type: 'compile', files: [], hash: '' });
  console.log(`first answer of a child with kernel and compiler: ${(performance.now() - started).toFixed(0)} ms`);
});

afterAll(() => sandbox.close());

const loop = packageOf(
  processOf('loop')
    .startEvent('start')
    .userTask('call')
    .exclusive('again')
    .endEvent('end')
    .chain('start', 'call', 'again')
    .flow('again', 'call', { condition: 'tries < 1000 and lead.open' })
    .flow('again', 'end', { default: true }),
);

function contextOf(pkg = loop): DecideContext {
  const actor = { id: 'anna', roles: ['rep'], groups: [] };
  return { now: Date.UTC(2027, 1, 1), actor, packages: { [pkg.hash]: pkg }, records: [], calendars: {}, limits: defaultLimits };
}

const start: Command = { type: 'start', instanceId: 'case_1', variables: { tries: 1, lead: { open: true } }, records: [] };

function completion(state: InstanceState): Command {
  const task = Object.values(state.elements).find((element) => element.task !== undefined);
  return { type: 'completeTask', task: task?.id ?? 0, values: {} };
}

async function inSandbox(state: InstanceState | null, command: Command, ctx: DecideContext): Promise<Decision> {
  const outcome = await sandboxDecider(sandbox)({ instanceId: 'i', version: 0, state, command, ctx });
  if (!outcome.ended) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.decision;
}

describe('decide', () => {
  it('answers what the kernel answers here, over a whole case', async () => {
    const ctx = contextOf();
    let inside: InstanceState | null = null;
    let here: InstanceState | null = null;
    let command: Command = start;
    for (let step = 0; step < 30; step++) {
      const expected = decide(here, command, ctx) as Accepted;
      const decision = (await inSandbox(inside, command, ctx)) as Accepted;
      expect(decision).toEqual(JSON.parse(JSON.stringify(expected)));
      inside = decision.state;
      here = expected.state;
      command = completion(here);
    }
  });

  it('a state read anew, or of another branch, is the one that counts', async () => {
    const ctx = contextOf();
    const first = (await inSandbox(null, start, ctx)) as Accepted;
    const command = completion(first.state);
    const second = (await inSandbox(first.state, command, ctx)) as Accepted;
    const reread = JSON.parse(JSON.stringify(first.state)) as InstanceState;
    expect(await inSandbox(reread, command, ctx)).toEqual(second);
    expect(await inSandbox(first.state, command, ctx)).toEqual(second);
  });

  it('refusals come through', async () => {
    expect(await inSandbox(null, { type: 'advance' }, contextOf())).toMatchObject({ ok: false, code: 'notFound' });
  });

  it.each([
    ['a range of a billion', 'for x in 1..1000000000 return x'],
    ['a text doubled forty times', `{a0: "ab", ${Array.from({ length: 40 }, (_, i) => `a${i + 1}: a${i} + a${i}`).join(', ')}}`],
  ])('%s in a script is an incident, at once', async (_, script) => {
    const pkg = packageOf(processOf('p').startEvent('s').scriptTask('t', script, 'x').endEvent('e').chain('s', 't', 'e'));
    const begun = performance.now();
    const decision = await inSandbox(null, start, contextOf(pkg));
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(decision).toMatchObject({ ok: true });
    expect((decision as Accepted).facts.map((fact) => fact.type)).toContain('incidentRaised');
  });

  it('a model that goes in circles without end is stopped', async () => {
    const pkg = packageOf(
      processOf('p')
        .startEvent('s')
        .exclusive('a')
        .exclusive('b')
        .endEvent('e')
        .chain('s', 'a', 'b')
        .flow('b', 'a', { condition: 'true' })
        .flow('b', 'e', { default: true }),
    );
    const begun = performance.now();
    const outcome = await sandboxDecider(sandbox)({ instanceId: 'i', version: 0, state: null, command: start, ctx: contextOf(pkg) });
    console.log(`endless model: ${(performance.now() - begun).toFixed(0)} ms`);
    // The kernel's own limit of steps; on a crowded machine the sandbox may be first, and the door raises the incident.
    if (outcome.ended) expect((outcome.decision as Accepted).facts.at(-1)).toMatchObject({ type: 'incidentRaised' });
    else expect(outcome.code).toBe('killed');
  });
});

describe('compile', () => {
  it('a package without a manifest is refused with findings', async () => {
    expect(await sandboxCompiler(sandbox)([], 'h')).toMatchObject({ ok: false, findings: [{ rule: 'package/no-manifest' }] });
  });

  it('plans the timer start events of a package when it is told the time', async () => {
    const flows = '<bpmn:sequenceFlow id="f" sourceRef="clock" targetRef="end"/>';
    const clock = `<bpmn:startEvent id="clock"><bpmn:timerEventDefinition><bpmn:timeDuration>="PT" + "2H"</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>`;
    const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t"><bpmn:process id="p" isExecutable="true">${clock}<bpmn:endEvent id="end"/>${flows}</bpmn:process></bpmn:definitions>`;
    const files = [
      { path: 'manifest.json', content: JSON.stringify({ key: 'x', name: 'X', process: 'p.bpmn' }) },
      { path: 'p.bpmn', content: xml },
    ];
    const now = Date.UTC(2027, 1, 1);
    const plan = { rule: 'PT2H', armedAt: now, dueAt: now + 7_200_000 };
    const planned = { starts: [{ process: 'p', element: 'clock', plan }], findings: [] };
    expect(await sandboxCompiler(sandbox)(files, 'h', { now, calendars: {} })).toMatchObject({ ok: true, planned });
    expect(await sandboxCompiler(sandbox)(files, 'h')).not.toHaveProperty('planned.starts');
  });

  it('findings name what a hostile file holds', async () => {
    const manifest = JSON.stringify({ key: 'x', name: 'X', bpmn: ['p.bpmn'], process: 'p.bpmn', processes: ['p.bpmn'] });
    const bomb = `<!DOCTYPE b [${Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join('')}]><definitions>&e30;</definitions>`;
    const result = await sandboxCompiler(sandbox)(
      [
        { path: 'manifest.json', content: manifest },
        { path: 'p.bpmn', content: bomb },
      ],
      'h',
    );
    expect(result.ok).toBe(false);
    expect(result.findings.length).toBeGreaterThan(0);
  });
});

it('prints what a decision costs', async () => {
  const ctx = contextOf();
  const started = (await inSandbox(null, start, ctx)) as Accepted;
  const measure = async (
    name: string,
    callers: number,
    count: number,
    ask: (state: InstanceState, command: Command) => Promise<Decision>,
  ): Promise<number> => {
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: callers }, async () => {
        let { state } = started;
        for (let i = 0; i < count; i++) state = ((await ask(state, completion(state))) as Accepted).state;
      }),
    );
    const ms = (performance.now() - begun) / count;
    console.log(`${name}, ${callers} callers: ${ms.toFixed(3)} ms a step, ${((callers * 1000) / ms).toFixed(0)}/s`);
    return (callers * 1000) / ms;
  };
  await measure('warming up', 4, 300, (state, command) => inSandbox(state, command, ctx));
  await measure('in this process', 1, 500, async (state, command) => decide(state, command, ctx));
  await measure('sandbox', 1, 500, (state, command) => inSandbox(state, command, ctx));
  await measure('sandbox, state sent each time', 1, 500, (state, command) =>
    inSandbox(JSON.parse(JSON.stringify(state)) as InstanceState, command, ctx),
  );
  const perSecond = await measure('sandbox', 16, 200, (state, command) => inSandbox(state, command, ctx));
  expect(perSecond).toBeGreaterThan(300);
});
