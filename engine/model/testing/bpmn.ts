/** A BPMN file around the given content of one executable process; `roots` stand before it. For tests. */
export function bpmn(process: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" xmlns:acme="http://acme.example/bpmn" id="definitions" targetNamespace="test">
  ${roots}
  <bpmn:process id="process" isExecutable="true">${process}</bpmn:process>
</bpmn:definitions>`;
}

export function flow(source: string, target: string, condition = ''): string {
  const text = condition.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = text && `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`;
}

/** start -> the step with this id -> end. */
export function around(step: string, id: string): string {
  return `<bpmn:startEvent id="start"/>${step}<bpmn:endEvent id="end"/>${flow('start', id)}${flow(id, 'end')}`;
}
