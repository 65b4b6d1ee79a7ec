import { BpmnModdle } from 'bpmn-moddle';
import { expect, test } from 'vitest';
import type { ModdleElement } from '../canvas/moddle-element.ts';
import { unseen } from './unseen.ts';

const read = async (inside: string, roots = '') =>
  (
    await new BpmnModdle().fromXML(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
  <bpmn:process id="p">${inside}</bpmn:process>${roots}</bpmn:definitions>`)
  ).rootElement as ModdleElement;
const ids = (definitions: ModdleElement, ...drawn: string[]) => unseen(definitions, (id) => drawn.includes(id)).map(({ id }) => id);
const two = '<bpmn:task id="a" /><bpmn:task id="b" /><bpmn:sequenceFlow id="ab" sourceRef="a" targetRef="b" />';

test('a flow and a step that the canvas does not show are told', async () => {
  expect(ids(await read(two), 'p', 'a', 'b')).toEqual(['ab']);
  expect(ids(await read(two), 'p', 'a')).toEqual(['b', 'ab']);
  expect(ids(await read(two), 'p', 'a', 'b', 'ab')).toEqual([]);
});

test('what stands in something that is not shown is told with it, once', async () => {
  expect(
    ids(await read(`<bpmn:subProcess id="s">${two}</bpmn:subProcess>`, '<bpmn:process id="q"><bpmn:task id="c" /></bpmn:process>'), 'p'),
  ).toEqual(['s', 'q']);
});

test('lanes, groups and pools are told; data objects, which have no shape of their own, are not', async () => {
  const inside = `<bpmn:laneSet id="ls"><bpmn:lane id="l" /></bpmn:laneSet><bpmn:dataObject id="o" /><bpmn:group id="g" />`;
  const pools =
    '<bpmn:collaboration id="k"><bpmn:participant id="own" processRef="p" /><bpmn:participant id="other" /></bpmn:collaboration>';
  expect(ids(await read(inside, pools), 'p', 'own')).toEqual(['g', 'l', 'other']);
});
