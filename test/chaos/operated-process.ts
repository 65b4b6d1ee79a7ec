/** A process that is stuck where its score says nothing, until somebody corrects it. */
const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
  <bpmn:process id="claim" name="Claim" isExecutable="true">
    <bpmn:startEvent id="Start" perennial:stage="claim" />
    <bpmn:scriptTask id="Score" name="Score" scriptFormat="feel" perennial:resultVariable="score"><bpmn:script>= null</bpmn:script></bpmn:scriptTask>
    <bpmn:exclusiveGateway id="Enough" name="Enough?" />
    <bpmn:userTask id="Pay" name="Pay" perennial:stage="claim" perennial:candidateGroups="sales" />
    <bpmn:boundaryEvent id="Late" attachedToRef="Pay"><bpmn:timerEventDefinition id="LateTimer"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:userTask id="Ask" name="Ask" perennial:stage="claim" perennial:candidateGroups="sales" perennial:due="P1D" />
    <bpmn:endEvent id="End" />
    <bpmn:sequenceFlow id="f1" sourceRef="Start" targetRef="Score" />
    <bpmn:sequenceFlow id="f2" sourceRef="Score" targetRef="Enough" />
    <bpmn:sequenceFlow id="f3" sourceRef="Enough" targetRef="Pay"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= score &gt; 3</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f4" sourceRef="Enough" targetRef="Ask"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= score &lt;= 3</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f5" sourceRef="Pay" targetRef="End" />
    <bpmn:sequenceFlow id="f6" sourceRef="Late" targetRef="Ask" />
    <bpmn:sequenceFlow id="f7" sourceRef="Ask" targetRef="End" />
  </bpmn:process>
</bpmn:definitions>
`;

const manifest = {
  ...{ key: 'claim', name: 'Claims', process: 'claim.bpmn', recordType: 'claim' },
  recordTypes: [{ id: 'claim', name: 'Claim', fields: [{ key: 'title', label: 'Title', type: 'text' }] }],
  stages: [{ id: 'claim', name: 'Claim', color: 'teal', requiredFields: [] }],
};

export const operatedProcess = {
  key: 'claim',
  name: 'Claims',
  files: [
    { path: 'manifest.json', content: JSON.stringify(manifest) },
    { path: 'claim.bpmn', content: bpmn },
  ],
};
