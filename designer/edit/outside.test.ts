import { expect, test } from 'vitest';
import { compilePackage } from '../../engine/model/compile-package.ts';
import { diagramOf } from '../testing/diagram-of.ts';
import { definitionsOf } from './kinds.ts';
import { isDoor, outsideSide } from './outside.ts';
import { nameShared } from './root-elements.ts';

const inside = `<bpmn:startEvent id="s"/>
  <bpmn:intermediateThrowEvent id="tell"><bpmn:signalEventDefinition/></bpmn:intermediateThrowEvent>
  <bpmn:intermediateCatchEvent id="hear"><bpmn:signalEventDefinition/></bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="e"/>
  <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="tell"/>
  <bpmn:sequenceFlow id="g" sourceRef="tell" targetRef="hear"/>
  <bpmn:sequenceFlow id="h" sourceRef="hear" targetRef="e"/>`;

test('who sends or receives outside, ticked, is no longer missed by the check', async () => {
  const diagram = await diagramOf(inside);
  for (const id of ['tell', 'hear']) {
    const element = diagram.element(id);
    nameShared(diagram.ctx, element, definitionsOf(element.businessObject)[0] ?? element.businessObject, 'signal', `${id} it`);
  }
  const warned = async () => {
    const files = [
      { path: 'manifest.json', content: JSON.stringify({ key: 'k', name: 'K', process: 'k.bpmn', stages: [] }) },
      { path: 'k.bpmn', content: await diagram.write() },
    ];
    const result = await compilePackage(files, { hash: 'test' });
    return (result.ok ? result.warnings : result.findings).map(({ rule }) => rule).filter((rule) => rule.startsWith('signal/'));
  };
  expect(await warned()).toEqual(['signal/nobody-sends', 'signal/nobody-receives']);
  for (const id of ['tell', 'hear']) {
    const element = diagram.element(id);
    diagram.ctx.modeling.updateProperties(element, { [`perennial:${outsideSide(element.businessObject)}`]: 'outside' });
  }
  expect(await warned()).toEqual([]);
});

test.each([
  ['startEvent', 'sender', true],
  ['intermediateCatchEvent', 'sender', false],
  ['receiveTask', 'sender', false],
  ['receiveTask instantiate="true"', 'sender', true],
  ['sendTask', 'receiver', false],
  ['endEvent', 'receiver', false],
  ['intermediateThrowEvent', 'receiver', false],
] as const)('%s: %s is the other end', async (type, side, door) => {
  const [name] = type.split(' ');
  const { businessObject } = (await diagramOf(`<bpmn:${type.replace(name ?? '', `${name} id="x"`)}/>`)).element('x');
  expect([outsideSide(businessObject), isDoor(businessObject)]).toEqual([side, door]);
});
