const timed = 'perennial:candidateGroups="pre-sales" perennial:due="= round.deadline" perennial:calendar="none"';

const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
  <bpmn:process id="round" name="Round" isExecutable="true">
    <bpmn:startEvent id="Start" />
    <bpmn:userTask id="Visit" name="Visit" perennial:stage="round" ${timed}>
      <bpmn:extensionElements>
        <perennial:outcomes variable="visited">
          <perennial:outcome value="again" name="Again" />
          <perennial:outcome value="rest" name="Rest" />
          <perennial:outcome value="done" name="Done" />
        </perennial:outcomes>
        <perennial:alerts><perennial:alert at="late" to="supervisor" level="late" /></perennial:alerts>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:exclusiveGateway id="Visited" default="Visited_Visit" />
    <bpmn:intermediateCatchEvent id="Rest" name="Rest">
      <bpmn:timerEventDefinition id="RestTimer"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">= round.pause</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:userTask id="After" name="After the rest" perennial:stage="round" perennial:candidateGroups="pre-sales" perennial:due="P1D" perennial:calendar="none" />
    <bpmn:endEvent id="End" />
    <bpmn:sequenceFlow id="Start_Visit" sourceRef="Start" targetRef="Visit" />
    <bpmn:sequenceFlow id="Visit_Visited" sourceRef="Visit" targetRef="Visited" />
    <bpmn:sequenceFlow id="Visited_Visit" sourceRef="Visited" targetRef="Visit" />
    <bpmn:sequenceFlow id="Visited_Rest" sourceRef="Visited" targetRef="Rest">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= visited = "rest"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="Visited_End" sourceRef="Visited" targetRef="End">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= visited = "done"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="Rest_After" sourceRef="Rest" targetRef="After" />
    <bpmn:sequenceFlow id="After_End" sourceRef="After" targetRef="End" />
  </bpmn:process>
</bpmn:definitions>
`;

const manifest = {
  key: 'round',
  name: 'Rounds',
  process: 'round.bpmn',
  recordType: 'round',
  recordTypes: [
    {
      id: 'round',
      name: 'Round',
      fields: [
        { key: 'title', label: 'Title', type: 'text' },
        { key: 'deadline', label: 'Deadline', type: 'text' },
        { key: 'pause', label: 'Pause', type: 'text' },
      ],
    },
  ],
  stages: [{ id: 'round', name: 'Round', color: 'teal', requiredFields: [] }],
};

/** A step that may be done again and again, with a deadline that tells the supervisor, and a rest behind it; both as long as the record says. */
export const roundPackage = {
  key: 'round',
  name: 'Rounds',
  files: [
    { path: 'manifest.json', content: JSON.stringify(manifest) },
    { path: 'round.bpmn', content: bpmn },
  ],
};
