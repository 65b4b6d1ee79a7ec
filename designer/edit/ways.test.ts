import { describe, expect, test } from 'vitest';
import { diagramOf } from '../testing/diagram-of.ts';
import { isDefaultWay, moveWay, waysOf } from './ways.ts';

const flow = (id: string, target: string) => `<bpmn:sequenceFlow id="${id}" sourceRef="g" targetRef="${target}"/>`;
/** The flows stand in the file as a, b, c; the gateway's own list, which the engine goes by, says otherwise. */
const inside = `<bpmn:exclusiveGateway id="g" default="a"><bpmn:outgoing>b</bpmn:outgoing><bpmn:outgoing>a</bpmn:outgoing><bpmn:outgoing>c</bpmn:outgoing></bpmn:exclusiveGateway>
<bpmn:endEvent id="x"/><bpmn:endEvent id="y"/><bpmn:endEvent id="z"/>${flow('a', 'x')}${flow('b', 'y')}${flow('c', 'z')}`;

describe('the ways out of a gateway', () => {
  test('stand in the order in which they are asked', async () => {
    const gateway = (await diagramOf(inside)).element('g');
    expect(waysOf(gateway).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(
      waysOf(gateway)
        .filter(isDefaultWay)
        .map(({ id }) => id),
    ).toEqual(['a']);
  });

  test('are asked earlier and later, and the file says so; past the ends nothing moves', async () => {
    const diagram = await diagramOf(inside);
    const gateway = diagram.element('g');
    const listed = async () => [...(await diagram.write()).matchAll(/<bpmn:outgoing>(\w)</g)].map((match) => match[1]).join('');
    moveWay(diagram.ctx, gateway, diagram.element('c'), -1);
    expect([
      waysOf(gateway)
        .map(({ id }) => id)
        .join(''),
      await listed(),
    ]).toEqual(['bca', 'bca']);
    moveWay(diagram.ctx, gateway, diagram.element('b'), 1);
    expect(await listed()).toBe('cba');
    moveWay(diagram.ctx, gateway, diagram.element('c'), -1);
    moveWay(diagram.ctx, gateway, diagram.element('a'), 1);
    expect(await listed()).toBe('cba');
  });
});
