const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
  <bpmn:process id="visit" name="Visit" isExecutable="true">
    <bpmn:startEvent id="Start" />
    <bpmn:userTask id="Go" name="Go there" perennial:stage="visit" perennial:candidateGroups="pre-sales" perennial:due="PT2S" perennial:calendar="none">
      <bpmn:extensionElements>
        <perennial:alerts><perennial:alert at="late" to="supervisor" level="late" /></perennial:alerts>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:endEvent id="End" />
    <bpmn:sequenceFlow id="Start_Go" sourceRef="Start" targetRef="Go" />
    <bpmn:sequenceFlow id="Go_End" sourceRef="Go" targetRef="End" />
  </bpmn:process>
</bpmn:definitions>
`;

const manifest = {
  key: 'visit',
  name: 'Visits',
  process: 'visit.bpmn',
  recordType: 'visit',
  recordTypes: [{ id: 'visit', name: 'Visit', fields: [{ key: 'title', label: 'Title', type: 'text' }] }],
  stages: [{ id: 'visit', name: 'Visit', color: 'teal', requiredFields: [] }],
};

/** A process of one step that is late after two seconds round the clock, and then tells the supervisor. */
export const shortDeadline = {
  key: 'visit',
  name: 'Visits',
  files: [
    { path: 'manifest.json', content: JSON.stringify(manifest) },
    { path: 'visit.bpmn', content: bpmn },
  ],
};
