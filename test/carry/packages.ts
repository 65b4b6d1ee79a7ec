import type { PackageFile } from '../../db/queries/packages.ts';

interface TestPackage {
  key: string;
  files: PackageFile[];
}

function packageOf(key: string, body: string, messages = ''): TestPackage {
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
${messages}
<bpmn:process id="${key}" isExecutable="true">
${body}
</bpmn:process>
</bpmn:definitions>`;
  const manifest = {
    key,
    name: key,
    process: `${key}.bpmn`,
    stages: [
      { id: 'new', name: 'New', color: 'sky', requiredFields: [] },
      { id: 'paid', name: 'Paid', color: 'moss', requiredFields: [] },
    ],
  };
  return {
    key,
    files: [
      { path: 'manifest.json', content: JSON.stringify(manifest) },
      { path: `${key}.bpmn`, content: bpmn },
    ],
  };
}

const flow = (source: string, target: string) =>
  `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}" />`;

function job(id: string, type: string, attributes: string, inputs: { [name: string]: string } = {}): string {
  const list = Object.entries(inputs).map(([name, source]) => `<perennial:input source="= ${source}" target="${name}" />`);
  return `<bpmn:serviceTask id="${id}" name="${id}"><bpmn:extensionElements><perennial:job type="${type}" ${attributes}>${list.join('')}</perennial:job></bpmn:extensionElements></bpmn:serviceTask>`;
}

const payment = `<bpmn:message id="payment" name="payment.received"><bpmn:extensionElements>
  <perennial:message correlationKey="= order" /></bpmn:extensionElements></bpmn:message>`;

/** Everything a case can wait for: a job, a person with a deadline, a message, a letter. */
export const wholePackage = packageOf(
  'carry-whole',
  `<bpmn:startEvent id="start" />
  ${job('score', 'test-step', 'retries="5" firstDelay="PT0.2S" timeout="PT20S" totalTimeout="PT10M"', { step: '&quot;score&quot;', order: 'order' })}
  <bpmn:userTask id="call" name="Call" perennial:stage="new" perennial:candidateGroups="sales" />
  <bpmn:boundaryEvent id="late" attachedToRef="call" cancelActivity="true">
    <bpmn:timerEventDefinition id="lateTimer"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition>
  </bpmn:boundaryEvent>
  <bpmn:userTask id="rescue" name="Rescue" perennial:candidateGroups="sales" />
  <bpmn:intermediateCatchEvent id="paid" perennial:stage="paid"><bpmn:messageEventDefinition id="paidDefinition" messageRef="payment" /></bpmn:intermediateCatchEvent>
  ${job('letter', 'send-email', 'retries="3" firstDelay="PT0.2S" timeout="PT20S" totalTimeout="PT10M"', {
    to: '&quot;jan@firma.example&quot;',
    subject: '&quot;Thanks&quot;',
    text: '&quot;Paid.&quot;',
  })}
  <bpmn:endEvent id="end" />
  ${[flow('start', 'score'), flow('score', 'call'), flow('call', 'paid'), flow('late', 'rescue'), flow('rescue', 'paid'), flow('paid', 'letter'), flow('letter', 'end')].join('\n')}`,
  payment,
);

/** Pays the order of another case. */
export const payerPackage = packageOf(
  'carry-payer',
  `<bpmn:startEvent id="start" />
  <bpmn:userTask id="pay" name="Pay" perennial:candidateGroups="sales" />
  <bpmn:intermediateThrowEvent id="tell"><bpmn:messageEventDefinition id="tellDefinition" messageRef="payment" /></bpmn:intermediateThrowEvent>
  <bpmn:endEvent id="end" />
  ${[flow('start', 'pay'), flow('pay', 'tell'), flow('tell', 'end')].join('\n')}`,
  `<bpmn:message id="payment" name="payment.received"><bpmn:extensionElements>
    <perennial:message correlationKey="= order" timeToLive="P1D" /></bpmn:extensionElements></bpmn:message>`,
);

/** One job with short limits, which the test decides about. */
export const jobPackage = packageOf(
  'carry-job',
  `<bpmn:startEvent id="start" />
  ${job('work', 'test-step', 'retries="3" firstDelay="PT0.2S" timeout="PT5S" totalTimeout="PT1M"', { step: 'step', order: 'order' })}
  <bpmn:userTask id="check" name="Check" perennial:candidateGroups="sales" />
  <bpmn:endEvent id="end" />
  ${[flow('start', 'work'), flow('work', 'check'), flow('check', 'end')].join('\n')}`,
);

/** A letter that waits for nobody, between two tasks. */
export const letterPackage = packageOf(
  'carry-letter',
  `<bpmn:startEvent id="start" />
  ${job('letter', 'send-email', 'retries="3" firstDelay="PT0.2S" timeout="PT5S" totalTimeout="PT1M"', {
    to: '&quot;jan@firma.example&quot;',
    subject: '&quot;Thanks&quot;',
    text: '&quot;Paid.&quot;',
  })}
  <bpmn:userTask id="check" name="Check" perennial:candidateGroups="sales" />
  <bpmn:endEvent id="end" />
  ${[flow('start', 'letter'), flow('letter', 'check'), flow('check', 'end')].join('\n')}`,
);

/** A job that only the company's own worker does. */
export const queuePackage = packageOf(
  'carry-queue',
  `<bpmn:startEvent id="start" />
  ${job('outside', 'their-job', 'retries="1" timeout="PT5S" totalTimeout="PT3S" queue="their-queue"')}
  <bpmn:endEvent id="end" />
  ${[flow('start', 'outside'), flow('outside', 'end')].join('\n')}`,
);

/** A short timer, and one step behind it. */
export const timerPackage = packageOf(
  'carry-timer',
  `<bpmn:startEvent id="start" />
  <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="waitTimer"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">= pause</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:userTask id="after" name="After" perennial:candidateGroups="sales" />
  <bpmn:endEvent id="end" />
  ${[flow('start', 'wait'), flow('wait', 'after'), flow('after', 'end')].join('\n')}`,
);

/** A person decides, and a job acts on it. */
export const jobAfterTaskPackage = packageOf(
  'carry-decide',
  `<bpmn:startEvent id="start" />
  <bpmn:userTask id="decide" name="Decide" perennial:candidateGroups="sales" />
  ${job('act', 'test-step', 'retries="3" firstDelay="PT0.2S" timeout="PT20S" totalTimeout="PT10M"', { step: 'step', order: 'order' })}
  <bpmn:endEvent id="end" />
  ${[flow('start', 'decide'), flow('decide', 'act'), flow('act', 'end')].join('\n')}`,
);
