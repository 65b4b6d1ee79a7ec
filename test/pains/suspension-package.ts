import type { PackageFile } from '../../db/queries/packages.ts';

const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="urn:t">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s" />
<bpmn:exclusiveGateway id="x" default="toCall" />
<bpmn:serviceTask id="score" name="Score"><bpmn:extensionElements><perennial:job type="test-step" retries="5" firstDelay="PT0.2S" timeout="PT60S" totalTimeout="PT10M">
<perennial:input source="= step" target="step" /><perennial:input source="= step" target="order" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:userTask id="call" name="Call" perennial:candidateGroups="sales" />
<bpmn:boundaryEvent id="late" attachedToRef="call" cancelActivity="true">
<bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">= after</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:userTask id="rescue" name="Rescue" perennial:candidateGroups="sales" />
<bpmn:endEvent id="e" /><bpmn:endEvent id="f" />
<bpmn:sequenceFlow id="a" sourceRef="s" targetRef="x" />
<bpmn:sequenceFlow id="toScore" sourceRef="x" targetRef="score"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= step = "yes"</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="toCall" sourceRef="x" targetRef="call" /><bpmn:sequenceFlow id="b" sourceRef="score" targetRef="call" />
<bpmn:sequenceFlow id="c" sourceRef="call" targetRef="e" /><bpmn:sequenceFlow id="g" sourceRef="late" targetRef="rescue" /><bpmn:sequenceFlow id="h" sourceRef="rescue" targetRef="f" />
</bpmn:process></bpmn:definitions>`;

/** A task with a boundary timer told by the variable `after`, and a job before it when `step` is "yes". */
export const suspensionPackage: { key: string; files: PackageFile[] } = {
  key: 'p10',
  files: [
    { path: 'manifest.json', content: JSON.stringify({ key: 'p10', name: 'p10', process: 'p.bpmn', stages: [] }) },
    { path: 'p.bpmn', content: bpmn },
  ],
};
