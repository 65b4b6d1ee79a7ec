import type { ProcessFile } from '../../db/queries/process-drafts.ts';

/** A package to begin with: start, one step, end, drawn. */
export function emptyPackage(key: string, name: string): ProcessFile[] {
  const id = key.replaceAll('-', '_');
  const manifest = { key, name, process: `${key}.bpmn`, forms: [], decisions: [], calendars: [] };
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions_${id}" targetNamespace="http://perennial.dev/processes">
  <bpmn:process id="${id}" name="${escapeXml(name)}" isExecutable="true">
    <bpmn:startEvent id="Start" name="Start"><bpmn:outgoing>ToStep</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="Step" name="First step" perennial:candidateGroups="supervisor"><bpmn:incoming>ToStep</bpmn:incoming><bpmn:outgoing>ToEnd</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="End" name="End"><bpmn:incoming>ToEnd</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="ToStep" sourceRef="Start" targetRef="Step" />
    <bpmn:sequenceFlow id="ToEnd" sourceRef="Step" targetRef="End" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram"><bpmndi:BPMNPlane id="Plane" bpmnElement="${id}">
    <bpmndi:BPMNShape id="Start_di" bpmnElement="Start"><dc:Bounds x="160" y="102" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="Step_di" bpmnElement="Step"><dc:Bounds x="250" y="80" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="End_di" bpmnElement="End"><dc:Bounds x="402" y="102" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="ToStep_di" bpmnElement="ToStep"><di:waypoint x="196" y="120" /><di:waypoint x="250" y="120" /></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="ToEnd_di" bpmnElement="ToEnd"><di:waypoint x="350" y="120" /><di:waypoint x="402" y="120" /></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
  return [
    { path: 'manifest.json', content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: `${key}.bpmn`, content: bpmn },
  ];
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
