/** A process that asks another system first and is stuck when that one refuses, or when no way fits the amount. */
export function failingOrder(partner: string) {
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
  <bpmn:process id="order" name="Order" isExecutable="true">
    <bpmn:startEvent id="Start" />
    <bpmn:exclusiveGateway id="HowMuch" name="How much?" perennial:stage="order" />
    <bpmn:serviceTask id="AskStock" name="Ask the warehouse" perennial:stage="order">
      <bpmn:extensionElements>
        <perennial:job type="call-webhook" retries="1" firstDelay="PT1S" timeout="PT10S" totalTimeout="PT1M">
          <perennial:input source='= "${partner}"' target="url" />
          <perennial:input source="= { order: order.title }" target="body" />
        </perennial:job>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:userTask id="Confirm" name="Confirm the order" perennial:stage="order" perennial:candidateGroups="sales" perennial:due="P1D" />
    <bpmn:endEvent id="End" />
    <bpmn:sequenceFlow id="Start_HowMuch" sourceRef="Start" targetRef="HowMuch" />
    <bpmn:sequenceFlow id="HowMuch_AskStock" sourceRef="HowMuch" targetRef="AskStock">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= order.pieces &gt; 0 and order.pieces &lt; 1000</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="HowMuch_Confirm" sourceRef="HowMuch" targetRef="Confirm">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= order.pieces &gt;= 1000</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="AskStock_Confirm" sourceRef="AskStock" targetRef="Confirm" />
    <bpmn:sequenceFlow id="Confirm_End" sourceRef="Confirm" targetRef="End" />
  </bpmn:process>
</bpmn:definitions>
`;
  const manifest = {
    key: 'order',
    name: 'Orders',
    process: 'order.bpmn',
    recordType: 'order',
    recordTypes: [
      {
        id: 'order',
        name: 'Order',
        fields: [
          { key: 'title', label: 'Title', type: 'text' },
          { key: 'pieces', label: 'Pieces', type: 'number' },
        ],
      },
    ],
    stages: [{ id: 'order', name: 'Order', color: 'teal', requiredFields: [] }],
  };
  return {
    key: 'order',
    name: 'Orders',
    files: [
      { path: 'manifest.json', content: JSON.stringify(manifest) },
      { path: 'order.bpmn', content: bpmn },
    ],
  };
}
