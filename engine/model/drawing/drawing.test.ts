import { describe, expect, test } from 'vitest';
import { compileBpmn } from '../compile-bpmn.ts';
import { around, bpmn, flow } from '../testing/bpmn.ts';

async function errorsOf(xml: string): Promise<string[]> {
  const result = await compileBpmn(xml);
  return result.ok ? [] : result.findings.filter((found) => found.severity === 'error').map((found) => found.rule);
}

const items =
  '<bpmn:itemDefinition id="one" structureRef="A"/><bpmn:itemDefinition id="many" isCollection="true" structureRef="A"/><bpmn:itemDefinition id="other" structureRef="B"/>';
const io = (inputs: string, sets = '<bpmn:inputSet/><bpmn:outputSet/>') => `<bpmn:ioSpecification>${inputs}${sets}</bpmn:ioSpecification>`;
const store =
  '<bpmn:dataObject id="d" itemSubjectRef="other"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/><bpmn:dataObject id="d2"/><bpmn:dataObjectReference id="r2" dataObjectRef="d2"/>';
const input = (sources: string, more = '') =>
  `${io('<bpmn:dataInput id="in" itemSubjectRef="one"/>')}<bpmn:dataInputAssociation id="as">${sources}<bpmn:targetRef>in</bpmn:targetRef>${more}</bpmn:dataInputAssociation>`;
const from = (id: string) => `<bpmn:sourceRef>${id}</bpmn:sourceRef>`;
const task = (inside: string, kind = 'task', attributes = '') =>
  around(`<bpmn:${kind} id="step" ${attributes}>${inside}</bpmn:${kind}>`, 'step');
const collaboration = (source: string, target: string) =>
  `<bpmn:collaboration id="c"><bpmn:participant id="ours" processRef="process"/><bpmn:participant id="theirs"/><bpmn:messageFlow id="mf" sourceRef="${source}" targetRef="${target}"/></bpmn:collaboration>`;
const message = '<bpmn:message id="m" name="M" itemRef="one"/>';
const role = (inside: string) => task(`<bpmn:performer id="p">${inside}</bpmn:performer>`);
const assigned = '<bpmn:resourceAssignmentExpression><bpmn:formalExpression>x</bpmn:formalExpression></bpmn:resourceAssignmentExpression>';

describe('each static rule about the drawing is broken by its model', () => {
  const table: [rule: string, process: string, roots?: string][] = [
    ['message-flow/source', task(''), collaboration('start', 'theirs')],
    ['message-flow/source', task(''), collaboration('end', 'theirs')],
    ['message-flow/target', task(''), collaboration('theirs', 'end')],
    ['message-flow/target', task(''), collaboration('theirs', 'start')],
    ['message-flow/same-pool', task(''), collaboration('ours', 'step')],
    [
      'expression/informal',
      `<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="g" default="g_end"/><bpmn:endEvent id="end"/><bpmn:endEvent id="e2"/>${flow('start', 'g')}${flow('g', 'end')}<bpmn:sequenceFlow id="f" sourceRef="g" targetRef="e2"><bpmn:conditionExpression>ok</bpmn:conditionExpression></bpmn:sequenceFlow>`,
    ],
    ['expression/empty', task(input(from('r'), '<bpmn:transformation/>')) + store, items],
    ['data/collection', task(io('<bpmn:dataInput id="in" itemSubjectRef="many"/>')), items],
    ['data/collection', `${task('')}<bpmn:dataObject id="d" isCollection="true" itemSubjectRef="one"/>`, items],
    ['data/io-on-subprocess', task(`${io('')}<bpmn:task id="inner"/>`, 'subProcess')],
    ['data/several-sources', task(input(from('r') + from('r2'))) + store, items],
    ['data/structure', task(input(from('r'))) + store, items],
    [
      'data/direction',
      `${io('<bpmn:dataInput id="pin"/>')}${task(`${io('<bpmn:dataOutput id="out"/>')}<bpmn:dataOutputAssociation id="as">${from('out')}<bpmn:targetRef>pin</bpmn:targetRef></bpmn:dataOutputAssociation>`)}`,
    ],
    ['data/message-item', task(io('<bpmn:dataInput id="in" itemSubjectRef="other"/>'), 'sendTask', 'messageRef="m"'), items + message],
    [
      'data/one-set',
      task(
        io('<bpmn:dataOutput id="out" itemSubjectRef="one"/>', '<bpmn:inputSet/><bpmn:outputSet/><bpmn:outputSet/>'),
        'receiveTask',
        'messageRef="m"',
      ),
      items + message,
    ],
    ['data/call', task(io('<bpmn:dataInput id="in" itemSubjectRef="one"/>'), 'callActivity', 'calledElement="process"'), items],
    [
      'data/no-binding',
      `<bpmn:supportedInterfaceRef>i</bpmn:supportedInterfaceRef>${io('')}${task('')}`,
      '<bpmn:interface id="i" name="I"/>',
    ],
    ['resource/named-twice', role(`<bpmn:resourceRef>res</bpmn:resourceRef>${assigned}`), '<bpmn:resource id="res" name="R"/>'],
    [
      'resource/no-resource',
      role('<bpmn:resourceParameterBinding><bpmn:formalExpression>x</bpmn:formalExpression></bpmn:resourceParameterBinding>'),
    ],
    ['process/public', task('')],
  ];
  test.each(table)('%s', async (rule, process, roots) => {
    const xml = bpmn(process, roots);
    const changed = rule === 'process/public' ? xml.replace('<bpmn:process', '<bpmn:process processType="Public"') : xml;
    expect(await errorsOf(changed)).toContain(rule);
  });

  const fine: [what: string, process: string, roots?: string][] = [
    ['a message flow between a task and another pool', task(''), collaboration('step', 'theirs')],
    ['data that fit', task(input(from('r'))) + store.replace('"other"', '"one"'), items],
    [
      'data that an assignment changes',
      task(
        input(
          from('r'),
          '<bpmn:assignment><bpmn:from xsi:type="bpmn:tFormalExpression">a</bpmn:from><bpmn:to xsi:type="bpmn:tFormalExpression">b</bpmn:to></bpmn:assignment>',
        ),
      ) + store,
      items,
    ],
    ['a performer named by an expression', role(assigned)],
    [
      'a timer whose text has no type',
      around(
        '<bpmn:intermediateCatchEvent id="w"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
        'w',
      ),
    ],
  ];
  test.each(fine)('%s is fine', async (_what, process, roots) => {
    expect(await errorsOf(bpmn(process, roots))).toEqual([]);
  });
});
