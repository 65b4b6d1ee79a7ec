/** Two versions of one package, and cases of the first in every state a case can be found in. */
export interface PackageText {
  key: string;
  files: { path: string; content: string }[];
}

export const key = 'moving';

/** Ways through the process: the variable `way` of a case says where it stands. */
export const ways = ['ask', 'sub', 'wait', 'message', 'job', 'incident', 'parallel', 'gone'] as const;
export type Way = (typeof ways)[number];

/** What the author of the second version says: some steps have other ids, one is gone. */
export const plan = {
  elements: {
    ask: 'question',
    sub: 'inner',
    subTask: 'innerTask',
    pause: 'rest',
    left: 'leftSide',
    calc: 'reckon',
    confirm: 'approve',
    gone: null,
  },
  waits: { pause: 'keep' as const },
};

const flow = (id: string, from: string, to: string, condition?: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${
    condition ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= ${condition}</bpmn:conditionExpression>` : ''
  }</bpmn:sequenceFlow>`;
const task = (id: string, name: string, more = '', inner = '') =>
  `<bpmn:userTask id="${id}" name="${name}" perennial:stage="work" perennial:candidateGroups="sales"${more}>${inner}</bpmn:userTask>`;
const timer = (duration: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const alerts =
  '<bpmn:extensionElements><perennial:alerts><perennial:alert at="late" to="supervisor" level="late" /></perennial:alerts></bpmn:extensionElements>';
const job = (id: string) =>
  `<bpmn:serviceTask id="${id}" name="Check data"><bpmn:extensionElements><perennial:job type="verify-data" queue="nobody-yet" /></bpmn:extensionElements></bpmn:serviceTask>`;

interface Shape {
  ids: { [name: string]: string };
  ask: { name: string; due: string | null };
  reminder: boolean;
  script: string;
  gone: boolean;
}

function version({ ids, ask, reminder, script, gone }: Shape, type: string, from: string): PackageText {
  const id = (name: string) => ids[name] ?? name;
  const way = (name: Way, to: string) => flow(`to-${name}`, 'which', to, `${from}way = &quot;${name}&quot;`);
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
<bpmn:message id="answer" name="customer.answered"><bpmn:extensionElements><perennial:message correlationKey="= ${from}order" /></bpmn:extensionElements></bpmn:message>
<bpmn:process id="moving" isExecutable="true">
  <bpmn:startEvent id="start" perennial:stage="work" />
  <bpmn:exclusiveGateway id="which" default="to-confirm" />
  ${ask.due === null ? task(id('ask'), ask.name) : task(id('ask'), ask.name, ` perennial:due="${ask.due}"`, alerts)}
  ${reminder ? `<bpmn:boundaryEvent id="remind" attachedToRef="${id('ask')}" cancelActivity="false">${timer('P2D')}</bpmn:boundaryEvent><bpmn:endEvent id="reminded" />${flow('f-remind', 'remind', 'reminded')}` : ''}
  <bpmn:subProcess id="${id('sub')}" name="Inner work">
    <bpmn:startEvent id="subStart" />${task(id('subTask'), 'Inner step')}<bpmn:endEvent id="subEnd" />
    ${flow('s1', 'subStart', id('subTask'))}${flow('s2', id('subTask'), 'subEnd')}
  </bpmn:subProcess>
  <bpmn:intermediateCatchEvent id="${id('pause')}">${timer('P1D')}</bpmn:intermediateCatchEvent>
  <bpmn:receiveTask id="answered" name="Answer" messageRef="answer" />
  <bpmn:boundaryEvent id="silence" attachedToRef="answered" cancelActivity="true">${timer('P5D')}</bpmn:boundaryEvent>
  <bpmn:boundaryEvent id="patience" attachedToRef="job" cancelActivity="true">${timer('P3D')}</bpmn:boundaryEvent>
  ${job('job')}
  <bpmn:scriptTask id="${id('calc')}" name="Reckon" scriptFormat="feel" perennial:resultVariable="sum"><bpmn:script>= ${script}</bpmn:script></bpmn:scriptTask>
  <bpmn:parallelGateway id="split" />
  ${task(id('left'), 'Left')}${task('right', 'Right')}
  <bpmn:parallelGateway id="join" />
  ${gone ? `${task('gone', 'Old step')}${way('gone', 'gone')}${flow('f-gone', 'gone', id('confirm'))}` : ''}
  ${task(id('confirm'), 'Confirm')}
  <bpmn:endEvent id="end" />
  ${flow('begin', 'start', 'which')}
  ${way('ask', id('ask'))}${way('sub', id('sub'))}${way('wait', id('pause'))}${way('message', 'answered')}
  ${way('job', 'job')}${way('incident', id('calc'))}${way('parallel', 'split')}
  ${flow('to-confirm', 'which', id('confirm'))}
  ${flow('f1', id('ask'), id('confirm'))}${flow('f2', id('sub'), id('confirm'))}${flow('f3', id('pause'), id('confirm'))}
  ${flow('f4', 'answered', id('confirm'))}${flow('f5', 'job', id('confirm'))}${flow('f6', 'patience', id('confirm'))}${flow('f14', 'silence', id('confirm'))}
  ${flow('f7', id('calc'), id('confirm'))}
  ${flow('f8', 'split', id('left'))}${flow('f9', 'split', 'right')}${flow('f10', id('left'), 'join')}${flow('f11', 'right', 'join')}
  ${flow('f12', 'join', id('confirm'))}
  ${flow('f13', id('confirm'), 'end')}
</bpmn:process>
</bpmn:definitions>`;
  const stages = [{ id: 'work', name: 'Work', color: 'sky', requiredFields: [] }];
  const fields = ['title', 'way', 'order'].map((each) => ({ key: each, label: each, type: 'text' }));
  const recordTypes = [{ id: type, name: type, fields }];
  const manifest = { key, name: 'Moving', process: 'moving.bpmn', recordType: type, recordTypes, stages };
  return {
    key,
    files: [
      { path: 'manifest.json', content: JSON.stringify(manifest) },
      { path: 'moving.bpmn', content: bpmn },
    ],
  };
}

/** Asks with a deadline; one script needs a variable that cases lack; a step that the second version has not. */
const one: Shape = { ids: {}, ask: { name: 'Ask', due: 'PT4H' }, reminder: false, script: 'missing + 1', gone: true };

/** Seven steps under new ids, the deadline gone, a reminder on the asking, the script mended, a step less. */
const two: Shape = {
  ids: { ask: 'question', sub: 'inner', subTask: 'innerTask', pause: 'rest', left: 'leftSide', calc: 'reckon', confirm: 'approve' },
  ask: { name: 'Ask the customer', due: null },
  reminder: true,
  script: '1 + 1',
  gone: false,
};

export const first = version(one, 'lead', '');
export const second = version(two, 'lead', '');

/** The same for records of a type of its own, whose fields say the way. */
export const ofRecords = { first: version(one, 'parcel', 'parcel.'), second: version(two, 'parcel', 'parcel.') };
