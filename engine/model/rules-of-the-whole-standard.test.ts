import { describe, expect, test } from 'vitest';
import { compileBpmn } from './compile-bpmn.ts';
import { around, bpmn, flow } from './testing/bpmn.ts';

async function rulesOf(xml: string): Promise<string[]> {
  const result = await compileBpmn(xml);
  return (result.ok ? result.warnings : result.findings).map((found) => found.rule);
}

const expression = (tag: string, body: string) => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${tag}>`;
const task = (inside: string, attributes = '') => around(`<bpmn:task id="step" ${attributes}>${inside}</bpmn:task>`, 'step');
const many = (inside: string, attributes = '') =>
  task(`<bpmn:multiInstanceLoopCharacteristics ${attributes}>${inside}</bpmn:multiInstanceLoopCharacteristics>`);
const quantities = `<bpmn:startEvent id="start"/><bpmn:task id="two" completionQuantity="2"/><bpmn:task id="step" startQuantity="2" completionQuantity="3"/><bpmn:endEvent id="end"/>${flow('start', 'two')}${flow('two', 'step')}${flow('step', 'end')}`;
const three = expression('loopCardinality', '3');
const link = (tag: string, id: string, name: string) =>
  `<bpmn:intermediate${tag}Event id="${id}"><bpmn:linkEventDefinition name="${name}"/></bpmn:intermediate${tag}Event>`;
const linked = (inside: string) => `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${inside}`;
const edge = (host: string, definition: string) =>
  `<bpmn:boundaryEvent id="edge" attachedToRef="${host}">${definition}</bpmn:boundaryEvent>`;
const handler = '<bpmn:task id="undo" isForCompensation="true"/>';
const association = '<bpmn:association id="a" sourceRef="edge" targetRef="undo"/>';
const compensate = '<bpmn:compensateEventDefinition/>';
const signals = '<bpmn:signal id="s1" name="one"/><bpmn:signal id="s2" name="two"/>';
const catching = (id: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:signalEventDefinition signalRef="s1"/></bpmn:intermediateCatchEvent>`;
const timed =
  '<bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';
const first = (attributes: string, other: string, otherId: string) =>
  `<bpmn:eventBasedGateway id="g" ${attributes}/>${catching('one')}${other}<bpmn:endEvent id="end"/>${flow('g', 'one')}${flow('g', otherId)}${flow('one', 'end')}${flow(otherId, 'end')}`;
const transaction = (end: string) =>
  around(
    `<bpmn:transaction id="tx"><bpmn:startEvent id="in"/><bpmn:endEvent id="out" name="Out">${end}</bpmn:endEvent>${flow('in', 'out')}</bpmn:transaction>`,
    'tx',
  );

describe('each rule is broken by its model', () => {
  const table: [rule: string, process: string, roots?: string][] = [
    ['loop/endless', task('<bpmn:standardLoopCharacteristics/>')],
    [
      'loop/maximum',
      task(`<bpmn:standardLoopCharacteristics loopMaximum="-1">${expression('loopCondition', 'true')}</bpmn:standardLoopCharacteristics>`),
    ],
    ['loop/no-count', many('')],
    ['loop/cardinality', many(expression('loopCardinality', '-1'))],
    ['loop/output', many(three, 'perennial:outputCollection="all"')],
    ['activity/quantity', task('', 'startQuantity="0"')],
    ['activity/quantity', task('', 'completionQuantity="-2"')],
    ['signal/no-name', around(`<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition/></bpmn:intermediateThrowEvent>`, 't')],
    [
      'conditional/no-condition',
      around(`<bpmn:intermediateCatchEvent id="t"><bpmn:conditionalEventDefinition/></bpmn:intermediateCatchEvent>`, 't'),
    ],
    ['link/no-name', linked(`${link('Throw', 'out', '')}${link('Catch', 'in', '')}${flow('start', 'out')}${flow('in', 'end')}`)],
    [
      'link/no-target',
      linked(`${link('Throw', 'out', 'A')}${flow('start', 'out')}<bpmn:task id="x"/>${flow('start', 'x')}${flow('x', 'end')}`),
    ],
    ['link/no-source', linked(`${link('Catch', 'in', 'A')}${flow('in', 'end')}${flow('start', 'end')}`)],
    [
      'link/twice',
      linked(
        `${link('Throw', 'out', 'A')}${link('Catch', 'in', 'A')}${link('Catch', 'in2', 'A')}${flow('start', 'out')}${flow('in', 'end')}${flow('in2', 'end')}`,
      ),
    ],
    ['event-based-gateway/instantiate', first('instantiate="true"', timed, 'late'), signals],
    [
      'event-based-gateway/parallel',
      `<bpmn:startEvent id="start"/>${first('eventGatewayType="Parallel"', timed, 'late')}${flow('start', 'g')}`,
      signals,
    ],
    ['compensation/no-handler', `${task('')}${edge('step', compensate)}`],
    ['compensation/handler', `${task('')}${handler}`],
    ['compensation/handler', `${task('')}${edge('step', compensate)}${handler}${association}${flow('undo', 'end')}`],
    ['compensation/flow', `${task('')}${edge('step', compensate)}${handler}${association}${flow('edge', 'end')}`],
    ['compensation/target', `${task('')}${edge('step', compensate)}<bpmn:task id="undo"/>${association}`],
    [
      'escalation/no-code',
      around('<bpmn:intermediateThrowEvent id="t"><bpmn:escalationEventDefinition/></bpmn:intermediateThrowEvent>', 't'),
    ],
    [
      'link/flow',
      linked(`${link('Throw', 'out', 'A')}${link('Catch', 'in', 'A')}${flow('start', 'out')}${flow('out', 'end')}${flow('in', 'end')}`),
    ],
    [
      'link/flow',
      linked(`${link('Throw', 'out', 'A')}${link('Catch', 'in', 'A')}${flow('start', 'out')}${flow('start', 'in')}${flow('in', 'end')}`),
    ],
    [
      'loop/both',
      task(
        `<bpmn:standardLoopCharacteristics loopMaximum="2"/><bpmn:multiInstanceLoopCharacteristics>${three}</bpmn:multiInstanceLoopCharacteristics>`,
      ),
    ],
    [
      'expression/not-boolean',
      many(`${three}<bpmn:complexBehaviorDefinition>${expression('condition', '23')}</bpmn:complexBehaviorDefinition>`),
    ],
    ['transaction/cancel-not-caught', transaction('<bpmn:cancelEventDefinition/>')],
    [
      'event/cancel-outside',
      `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"><bpmn:cancelEventDefinition/></bpmn:endEvent>${flow('start', 'end')}`,
    ],
    ['event/cancel-outside', `${task('')}${edge('step', '<bpmn:cancelEventDefinition/>')}${flow('edge', 'end')}`],
    ['ad-hoc/event', around('<bpmn:adHocSubProcess id="any"><bpmn:startEvent id="in"/><bpmn:task id="t"/></bpmn:adHocSubProcess>', 'any')],
    ['sub-process/empty', around('<bpmn:adHocSubProcess id="any"/>', 'any')],
    [
      'complex-gateway/condition-without-join',
      around(`<bpmn:complexGateway id="g">${expression('activationCondition', 'activationCount > 1')}</bpmn:complexGateway>`, 'g'),
    ],
    [
      'start-event/error-not-interrupting',
      `${task('')}<bpmn:subProcess id="event" triggeredByEvent="true"><bpmn:startEvent id="in" isInterrupting="false"><bpmn:errorEventDefinition/></bpmn:startEvent><bpmn:endEvent id="out"/>${flow('in', 'out')}</bpmn:subProcess>`,
    ],
  ];
  test.each(table)('%s', async (rule, process, roots) => {
    expect(await rulesOf(bpmn(process, roots))).toContain(rule);
  });
});

describe('what is drawn well is let through', () => {
  test.each([
    [
      'multi-instance over a list with results',
      many('', 'perennial:collection="rooms" perennial:item="room" perennial:outputCollection="all" perennial:outputItem="room.size"'),
    ],
    [
      'a loop with a condition',
      task(`<bpmn:standardLoopCharacteristics>${expression('loopCondition', 'n &lt; 3')}</bpmn:standardLoopCharacteristics>`),
    ],
    ['token quantities', quantities],
    ['links', linked(`${link('Throw', 'out', 'A')}${link('Catch', 'in', 'A')}${flow('start', 'out')}${flow('in', 'end')}`)],
    ['a compensation handler', `${task('')}${edge('step', compensate)}${handler}${association}`],
    [
      'a transaction that is cancelled',
      `${transaction('<bpmn:cancelEventDefinition/>')}${edge('tx', '<bpmn:cancelEventDefinition/>')}${flow('edge', 'end')}`,
    ],
    [
      'several triggers',
      around(
        `<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition signalRef="s1"/><bpmn:signalEventDefinition signalRef="s2"/></bpmn:intermediateThrowEvent>`,
        't',
      ),
    ],
    ['a gateway that starts the process', first('instantiate="true"', catching('two'), 'two')],
  ])('%s', async (_what, process) => {
    const result = await compileBpmn(bpmn(process, signals));
    expect(result.ok ? [] : result.findings).toEqual([]);
  });

  test('the order of the ways out is the one the element lists', async () => {
    const listed = `<bpmn:startEvent id="start"><bpmn:outgoing>start_g</bpmn:outgoing></bpmn:startEvent><bpmn:parallelGateway id="g"><bpmn:incoming>start_g</bpmn:incoming><bpmn:outgoing>g_b</bpmn:outgoing><bpmn:outgoing>g_a</bpmn:outgoing></bpmn:parallelGateway><bpmn:endEvent id="a"><bpmn:incoming>g_a</bpmn:incoming></bpmn:endEvent><bpmn:endEvent id="b"><bpmn:incoming>g_b</bpmn:incoming></bpmn:endEvent>${flow('start', 'g')}${flow('g', 'a')}${flow('g', 'b')}`;
    const result = await compileBpmn(bpmn(listed));
    const gateway = result.ok ? result.package.processes[0]?.elements.find((element) => element.id === 'g') : undefined;
    expect(gateway?.outgoing).toEqual(['g_b', 'g_a']);
  });
});
