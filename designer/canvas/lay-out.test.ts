import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withDrawing } from './lay-out.ts';

/** The process that docs/packages.md shows: flows by sourceRef and targetRef alone, no drawing. */
const page = readFileSync(new URL('../../docs/packages.md', import.meta.url), 'utf8');
const refund = /^### `refund\.bpmn`\n\n```xml\n(.*?)\n```$/ms.exec(page)?.[1] ?? '';

const count = (xml: string, what: RegExp) => [...xml.matchAll(what)].length;
/** Ids of what has a shape or an edge, each as often as it has one. */
const drawn = (xml: string, kind: 'Shape' | 'Edge') =>
  [...xml.matchAll(new RegExp(`<bpmndi:BPMN${kind} [^>]*bpmnElement="([^"]+)"`, 'g'))].map(([, id = '']) => id).sort();
const flows = ['Asked_WhoDecides', 'Decide_Which', 'Which_No', 'Which_Paid', 'WhoDecides_Decide'];
const nodes = ['Asked', 'Decide', 'No', 'Paid', 'Which', 'WhoDecides'];
const shape = (id: string, x: number, y: number) =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="100" height="80" /></bpmndi:BPMNShape>`;
const di =
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"';

/** The same process with a drawing of this. */
function partly(inside: string, process = refund): string {
  const plane = `<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="refund">${inside}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
  return process.replace('<bpmn:definitions ', `<bpmn:definitions ${di} `).replace('</bpmn:definitions>', `${plane}</bpmn:definitions>`);
}

test('a process whose flows are told by source and target alone is laid out along them, with all of them', async () => {
  const { xml, laidOut } = await withDrawing(refund);
  expect(laidOut).toBe('whole');
  expect(drawn(xml, 'Shape')).toEqual(nodes);
  expect(drawn(xml, 'Edge')).toEqual(flows);
  expect(count(xml, /<bpmn:incoming>/g)).toBe(5);
  expect(count(xml, /<bpmn:outgoing>/g)).toBe(5);
  expect(xml).toContain('perennial:due="= approval.within"');
  expect(xml).toContain('<perennial:outcome value="refused" name="Refused" note="true" />');
  const x = (id: string) => Number(new RegExp(`bpmnElement="${id}"[^>]*>\\s*<dc:Bounds x="(\\d+)`).exec(xml)?.[1]);
  const way = ['Asked', 'WhoDecides', 'Decide', 'Which', 'Paid'].map(x);
  expect([...way].sort((a, b) => a - b)).toEqual(way);
});

test('no line crosses the name of a laid out gateway: it stands above', async () => {
  const { xml } = await withDrawing(refund);
  const [, y, label] =
    /bpmnElement="Which"[^>]*>\s*<dc:Bounds x="\d+" y="(\d+)"[^>]*>\s*<bpmndi:BPMNLabel>\s*<dc:Bounds x="\d+" y="(\d+)"/.exec(xml) ?? [];
  expect(Number(label)).toBeLessThan(Number(y) - 14);
});

test('shapes that are drawn stay where they are, flows that are not are drawn between them', async () => {
  const { xml, laidOut } = await withDrawing(partly(nodes.map((id, at) => shape(id, at * 150, (at % 2) * 200)).join('')));
  expect(laidOut).toBe('partly');
  expect(drawn(xml, 'Shape')).toEqual(nodes);
  expect(drawn(xml, 'Edge')).toEqual(flows);
  expect(xml).toMatch(/bpmnElement="Decide"[^>]*>\s*<dc:Bounds x="150" y="200" width="100" height="80" \/>/);
});

test('a step that is not drawn gets a shape where nothing else is, and its flows', async () => {
  const { xml } = await withDrawing(partly(['Asked', 'WhoDecides', 'Which'].map((id, at) => shape(id, at * 150, 0)).join('')));
  expect(drawn(xml, 'Shape')).toEqual(nodes);
  expect(drawn(xml, 'Edge')).toEqual(flows);
  expect(Number(/bpmnElement="Decide"[^>]*>\s*<dc:Bounds x="\d+" y="(\d+)"/.exec(xml)?.[1])).toBeGreaterThan(80);
});

test('inside of subprocesses, on the edge of a step, data and remarks: all is drawn', async () => {
  const inside = `
    <bpmn:boundaryEvent id="Late" attachedToRef="Sub"><bpmn:timerEventDefinition id="t" /></bpmn:boundaryEvent>
    <bpmn:subProcess id="Sub"><bpmn:startEvent id="S1" /><bpmn:task id="T1" /><bpmn:sequenceFlow id="S1_T1" sourceRef="S1" targetRef="T1" /></bpmn:subProcess>
    <bpmn:sequenceFlow id="Late_No" sourceRef="Late" targetRef="No" /><bpmn:sequenceFlow id="Sub_Sub" sourceRef="Sub" targetRef="Sub" />
    <bpmn:dataObject id="Data" /><bpmn:dataObjectReference id="DataRef" dataObjectRef="Data" />
    <bpmn:textAnnotation id="Remark"><bpmn:text>why</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="Remark_Sub" sourceRef="Sub" targetRef="Remark" />
  </bpmn:process>`;
  const process = refund.replace('</bpmn:process>', inside);
  for (const given of [process, partly(shape('Asked', 0, 0), process)]) {
    const { xml } = await withDrawing(given);
    expect(drawn(xml, 'Shape').filter((id) => id !== 'Data')).toEqual([...nodes, 'DataRef', 'Late', 'Remark', 'S1', 'Sub', 'T1'].sort());
    expect(drawn(xml, 'Edge')).toEqual([...flows, 'Late_No', 'Remark_Sub', 'S1_T1', 'Sub_Sub'].sort());
  }
});

test('what is drawn as a whole is left as it is, to the letter', async () => {
  const { xml } = await withDrawing(refund);
  expect(await withDrawing(xml)).toEqual({ xml, laidOut: false });
});

test('a text that is no BPMN is left to who reads it', async () => {
  expect(await withDrawing('hello')).toEqual({ xml: 'hello', laidOut: false });
});
