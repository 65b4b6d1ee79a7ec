import { describe, expect, test } from 'vitest';
import { compileBpmn } from '../compile-bpmn.ts';
import { compilePackage } from '../compile-package.ts';
import { around, bpmn, flow } from '../testing/bpmn.ts';

const roots = '<bpmn:message id="m" name="Answer"/><bpmn:signal id="s" name="Storm"/>';
const definition = (kind: string) =>
  kind === 'message' ? '<bpmn:messageEventDefinition messageRef="m"/>' : '<bpmn:signalEventDefinition signalRef="s"/>';
const event = (tag: 'Catch' | 'Throw', id: string, kind: string, more = '') =>
  `<bpmn:intermediate${tag}Event id="${id}" ${more}>${definition(kind)}</bpmn:intermediate${tag}Event>`;
const late = `<bpmn:boundaryEvent id="late" attachedToRef="r"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('late', 'end')}`;

async function warnings(process: string, more = roots): Promise<[string, string | undefined][]> {
  const result = await compileBpmn(bpmn(process, more), { now: Date.parse('2027-01-01T00:00:00Z') });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.warnings.filter(({ rule }) => rule !== 'wait/no-deadline').map(({ rule, element }) => [rule, element]);
}

describe.each(['message', 'signal'])('a %s', (kind) => {
  const [sends, receives] =
    kind === 'message' ? ['message/nobody-sends', 'message/nobody-receives'] : ['signal/nobody-sends', 'signal/nobody-receives'];

  test('nobody sends', async () => {
    expect(await warnings(around(event('Catch', 'c', kind), 'c'))).toEqual([[sends, 'c']]);
  });

  test('nobody receives', async () => {
    expect(await warnings(around(event('Throw', 't', kind), 't'))).toEqual([[receives, 't']]);
  });

  test('one sends and another receives', async () => {
    const both = `<bpmn:startEvent id="start"/>${event('Throw', 't', kind)}${event('Catch', 'c', kind)}<bpmn:endEvent id="end"/>`;
    expect(await warnings(`${both}${flow('start', 't')}${flow('t', 'c')}${flow('c', 'end')}`)).toEqual([]);
  });

  test('the other side is outside, said by the event or by what it names', async () => {
    expect(await warnings(around(event('Catch', 'c', kind, 'perennial:sender="outside"'), 'c'))).toEqual([]);
    expect(await warnings(around(event('Throw', 't', kind, 'perennial:receiver="outside"'), 't'))).toEqual([]);
    expect(await warnings(around(event('Catch', 'c', kind), 'c'), roots.replaceAll('/>', ' perennial:sender="outside"/>'))).toEqual([]);
  });

  test('starts a process: a door to the outside', async () => {
    const start = `<bpmn:startEvent id="start">${definition(kind)}</bpmn:startEvent><bpmn:endEvent id="end"/>${flow('start', 'end')}`;
    expect(await warnings(start)).toEqual([]);
  });
});

test('a message flow from a pool that does not run names the sender', async () => {
  const pools = `<bpmn:collaboration id="co"><bpmn:participant id="them"/><bpmn:participant id="us" processRef="process"/>
    <bpmn:messageFlow id="mf" sourceRef="them" targetRef="c"/></bpmn:collaboration>`;
  expect(await warnings(around(event('Catch', 'c', 'message'), 'c'), roots + pools)).toEqual([]);
});

const timer = (what: string, text: string) =>
  around(
    `<bpmn:intermediateCatchEvent id="w"><bpmn:timerEventDefinition><bpmn:${what}>${text}</bpmn:${what}></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
    'w',
  );
test.each([
  ['timer/past', timer('timeDate', '2020-01-01T09:00:00Z'), true],
  ['timer/past', timer('timeDate', '2030-01-01T09:00:00Z'), false],
  ['timer/fast', timer('timeCycle', 'R/PT0.9S'), true],
  ['timer/fast', timer('timeCycle', 'R/PT1S'), false],
  ['timer/fast', timer('timeCycle', '* * * * * *'), false],
  ['timer/never', timer('timeCycle', 'R0/PT1H'), true],
  ['timer/never', timer('timeCycle', 'R2/PT1H'), false],
])('%s', async (rule, process, expected) => {
  expect(await warnings(process)).toEqual(expected ? [[rule, 'w']] : []);
});

describe('a wait that is only reminded', () => {
  const errors = async (edge: string) => {
    const xml = bpmn(around(`<bpmn:receiveTask id="r" messageRef="m" perennial:sender="outside"/>${edge}`, 'r'), roots);
    const manifest = {
      key: 'lead',
      name: 'Leads',
      process: 'a.bpmn',
      recordType: 'lead',
      recordTypes: [{ id: 'lead', name: 'Lead', fields: [] }],
    };
    const files = [
      { path: 'manifest.json', content: JSON.stringify(manifest) },
      { path: 'a.bpmn', content: xml },
    ];
    const result = await compilePackage(files, { hash: 'h' });
    return (result.ok ? [] : result.findings).filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  };
  const beside = late.replace('attachedToRef', 'cancelActivity="false" attachedToRef');

  test('would stand still after the last reminder', async () => {
    expect(await errors(beside)).toEqual(['wait/deadline-once']);
    expect(await errors(late)).toEqual([]);
    expect(await errors(beside.replace(/timeDuration>P1D<\/bpmn:timeDuration/, 'timeCycle>R/P1D</bpmn:timeCycle'))).toEqual([]);
  });
});
