import type { PackageFile } from '../../db/queries/packages.ts';

/** Packages that the door's tests run. Small, but nothing in them is special to tests. */
interface TestPackage {
  key: string;
  files: PackageFile[];
}

function packageOf(key: string, manifest: object, body: string, messages = ''): TestPackage {
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
${messages}
<bpmn:process id="${key}" isExecutable="true">
${body}
</bpmn:process>
</bpmn:definitions>`;
  return {
    key,
    files: [
      { path: 'manifest.json', content: JSON.stringify({ key, name: key, process: `${key}.bpmn`, ...manifest }) },
      { path: `${key}.bpmn`, content: bpmn },
    ],
  };
}

function flow(id: string, source: string, target: string, condition?: string): string {
  const body = condition ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= ${condition}</bpmn:conditionExpression>` : '';
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`;
}

function outcomes(...values: string[]): string {
  const list = values.map((value) => `<perennial:outcome value="${value}" name="${value}" />`).join('');
  return `<perennial:outcomes variable="result">${list}</perennial:outcomes>`;
}

const recordTypes = [
  {
    id: 'lead',
    name: 'Lead',
    fields: [
      { key: 'title', label: 'Title', type: 'text', max: 300 },
      { key: 'owner', label: 'Owner', type: 'user' },
      { key: 'amount', label: 'Amount', type: 'money' },
      { key: 'closeDate', label: 'Close date', type: 'date' },
      { key: 'phone', label: 'Phone', type: 'phone' },
      { key: 'need', label: 'Need', type: 'longText' },
      { key: 'details', label: 'Details', type: 'json' },
      { key: 'personId', label: 'Person', type: 'reference' },
      { key: 'organisationId', label: 'Organisation', type: 'reference' },
      { key: 'leadId', label: 'From lead', type: 'reference' },
    ],
  },
];

/**
 * Call (deadline of two hours that interrupts) → hot: offer → won, which needs amount and close date; junk → junk.
 */
export const leadPackage = packageOf(
  'test-lead',
  {
    recordType: 'lead',
    recordTypes,
    stages: [
      { id: 'new', name: 'New', color: 'sky', requiredFields: [] },
      { id: 'offer', name: 'Offer', color: 'teal', requiredFields: [] },
      { id: 'won', name: 'Won', color: 'moss', ends: 'won', requiredFields: [{ field: 'lead.amount' }, { field: 'lead.closeDate' }] },
      { id: 'junk', name: 'Junk', color: 'slate', ends: 'junk', hidden: true, requiredFields: [] },
    ],
  },
  `<bpmn:startEvent id="start" perennial:stage="new" />
  <bpmn:userTask id="call" name="Call" perennial:stage="new" perennial:candidateGroups="pre-sales">
    <bpmn:extensionElements>${outcomes('hot', 'junk')}</bpmn:extensionElements>
  </bpmn:userTask>
  <bpmn:boundaryEvent id="deadline" attachedToRef="call" cancelActivity="true">
    <bpmn:timerEventDefinition id="deadlineTimer"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition>
  </bpmn:boundaryEvent>
  <bpmn:userTask id="rescue" name="Rescue" perennial:stage="new" perennial:candidateGroups="supervisor" />
  <bpmn:exclusiveGateway id="result" default="isJunk" />
  <bpmn:userTask id="offer" name="Offer" perennial:stage="offer" perennial:candidateGroups="sales" />
  <bpmn:endEvent id="won" perennial:stage="won" />
  <bpmn:endEvent id="junk" perennial:stage="junk" />
  ${flow('toCall', 'start', 'call')}
  ${flow('toResult', 'call', 'result')}
  ${flow('isHot', 'result', 'offer', 'result = "hot"')}
  ${flow('isJunk', 'result', 'junk')}
  ${flow('toWon', 'offer', 'won')}
  ${flow('toRescue', 'deadline', 'rescue')}
  ${flow('rescued', 'rescue', 'junk')}`,
);

/** A case that never ends by itself: the same step comes back until it is `done`. */
export const loopPackage = packageOf(
  'test-loop',
  { recordType: 'lead', recordTypes, stages: [{ id: 'new', name: 'New', color: 'sky', requiredFields: [] }] },
  `<bpmn:startEvent id="start" perennial:stage="new" />
  <bpmn:exclusiveGateway id="again" />
  <bpmn:userTask id="work" name="Work" perennial:stage="new" perennial:candidateGroups="sales">
    <bpmn:extensionElements>${outcomes('again', 'done')}</bpmn:extensionElements>
  </bpmn:userTask>
  <bpmn:exclusiveGateway id="result" default="back" />
  <bpmn:endEvent id="end" />
  ${flow('begin', 'start', 'again')}
  ${flow('toWork', 'again', 'work')}
  ${flow('toResult', 'work', 'result')}
  ${flow('back', 'result', 'again')}
  ${flow('out', 'result', 'end', 'result = "done"')}`,
);

/** Send invoice, wait for the payment of this order, ship. */
export const paymentPackage = packageOf(
  'test-payment',
  {},
  `<bpmn:startEvent id="start" />
  <bpmn:userTask id="invoice" name="Send invoice" perennial:candidateGroups="sales" />
  <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition id="paidDefinition" messageRef="payment" /></bpmn:intermediateCatchEvent>
  <bpmn:userTask id="ship" name="Ship" perennial:candidateGroups="sales" />
  <bpmn:endEvent id="end" />
  ${flow('f1', 'start', 'invoice')}
  ${flow('f2', 'invoice', 'paid')}
  ${flow('f3', 'paid', 'ship')}
  ${flow('f4', 'ship', 'end')}`,
  `<bpmn:message id="payment" name="payment.received"><bpmn:extensionElements>
    <perennial:message correlationKey="= order" />
  </bpmn:extensionElements></bpmn:message>`,
);

/** Throws the payment of its order when its task is done. */
export const bankPackage = packageOf(
  'test-bank',
  {},
  `<bpmn:startEvent id="start" />
  <bpmn:userTask id="book" name="Book" perennial:candidateGroups="sales" />
  <bpmn:intermediateThrowEvent id="tell"><bpmn:messageEventDefinition id="tellDefinition" messageRef="payment" /></bpmn:intermediateThrowEvent>
  <bpmn:endEvent id="end" />
  ${flow('f1', 'start', 'book')}
  ${flow('f2', 'book', 'tell')}
  ${flow('f3', 'tell', 'end')}`,
  `<bpmn:message id="payment" name="payment.received"><bpmn:extensionElements>
    <perennial:message correlationKey="= order" timeToLive="PT10M"><perennial:payload source="= amount" target="amount" /></perennial:message>
  </bpmn:extensionElements></bpmn:message>`,
);

/** While it is worked on, each question of the customer opens a task of its own. */
export const questionPackage = packageOf(
  'test-question',
  {},
  `<bpmn:startEvent id="start" />
  <bpmn:userTask id="work" name="Work" perennial:candidateGroups="sales" />
  <bpmn:boundaryEvent id="asked" attachedToRef="work" cancelActivity="false"><bpmn:messageEventDefinition id="askedDefinition" messageRef="question" /></bpmn:boundaryEvent>
  <bpmn:userTask id="answer" name="Answer" perennial:candidateGroups="sales" />
  <bpmn:endEvent id="end" />
  ${flow('f1', 'start', 'work')}
  ${flow('f2', 'work', 'end')}
  ${flow('f3', 'asked', 'answer')}
  ${flow('f4', 'answer', 'end')}`,
  `<bpmn:message id="question" name="customer.asked"><bpmn:extensionElements>
    <perennial:message correlationKey="= order" />
  </bpmn:extensionElements></bpmn:message>`,
);

/** Started by a message. */
export const orderPackage = packageOf(
  'test-order',
  {},
  `<bpmn:startEvent id="ordered"><bpmn:messageEventDefinition id="orderedDefinition" messageRef="order" /></bpmn:startEvent>
  <bpmn:userTask id="pack" name="Pack" perennial:candidateGroups="sales" />
  <bpmn:endEvent id="end" />
  ${flow('f1', 'ordered', 'pack')}
  ${flow('f2', 'pack', 'end')}`,
  '<bpmn:message id="order" name="order.placed" />',
);

function script(id: string, formula: string): string {
  return `<bpmn:scriptTask id="${id}" scriptFormat="feel" perennial:resultVariable="${id}Result"><bpmn:script>= ${formula}</bpmn:script></bpmn:scriptTask>
  ${flow(`to_${id}`, 'which', id, `formula = &quot;${id}&quot;`)}
  ${flow(`from_${id}`, id, 'end')}`;
}

/** Formulas that explode, each in a case of its own. */
export const explodePackage = packageOf(
  'test-explode',
  {},
  `<bpmn:startEvent id="start" />
  <bpmn:userTask id="go" name="Go" perennial:candidateGroups="sales" />
  <bpmn:exclusiveGateway id="which" default="harmless" />
  <bpmn:endEvent id="end" />
  ${flow('f1', 'start', 'go')}
  ${flow('f2', 'go', 'which')}
  ${flow('harmless', 'which', 'end')}
  ${script('double', 'for i in 1..40 return if i = 1 then "x" else partial[-1] + partial[-1]')}
  ${script('range', 'count(for i in 1..1000000000 return i * 2)')}
  ${script('backtrack', `matches("${'a'.repeat(31)}!", "^(a+)+$")`)}`,
);

export const testPackages = [leadPackage, loopPackage, paymentPackage, bankPackage, orderPackage, questionPackage, explodePackage];
