import { describe, expect, test } from 'vitest';
import { compileBpmn } from './compile-bpmn.ts';
import { around, bpmn, flow } from './testing/bpmn.ts';

async function rulesOf(xml: string, severity?: 'error' | 'warning'): Promise<string[]> {
  const result = await compileBpmn(xml, { jobTypes: ['send-email'], calendars: ['office'], groups: ['sales'] });
  const findings = result.ok ? result.warnings : result.findings;
  return findings.filter((found) => severity === undefined || found.severity === severity).map((found) => found.rule);
}

test('what a job cannot do without is asked for, but not of the company’s own worker', async () => {
  const hook = (inside: string, more = '') =>
    `<bpmn:serviceTask id="hook"><bpmn:extensionElements><perennial:job type="hook" ${more}>${inside}</perennial:job></bpmn:extensionElements></bpmn:serviceTask>`;
  const told = async (step: string) => {
    const result = await compileBpmn(bpmn(around(step, 'hook')), { jobInputs: { hook: ['url', 'kind'] } });
    if (!result.ok) throw new Error(JSON.stringify(result.findings));
    return result.warnings.filter(({ rule }) => rule === 'job/input-missing').map(({ element, params }) => [element, params?.input]);
  };
  expect(await told(hook(''))).toEqual([
    ['hook', 'url'],
    ['hook', 'kind'],
  ]);
  expect(await told(hook('<perennial:input source="1" target="kind"/>'))).toEqual([['hook', 'url']]);
  expect(await told(hook('', 'queue="own"'))).toEqual([]);
});

const start = '<bpmn:startEvent id="start"/>';
const end = '<bpmn:endEvent id="end"/>';
const timer = (inside: string) => `<bpmn:timerEventDefinition>${inside}</bpmn:timerEventDefinition>`;
const wait = (inside: string) => around(`<bpmn:intermediateCatchEvent id="wait">${inside}</bpmn:intermediateCatchEvent>`, 'wait');
const user = (attributes: string, inside = '') =>
  `<bpmn:userTask id="call" name="Call" ${attributes}><bpmn:extensionElements>${inside}</bpmn:extensionElements></bpmn:userTask>`;
const outcomes = (...values: string[]) =>
  `<perennial:outcomes variable="result">${values.map((value) => `<perennial:outcome value="${value}"/>`).join('')}</perennial:outcomes>`;
const message = '<bpmn:message id="m" name="Answer"/>';
const catchMessage = (id: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>`;
const catchTimer = (id: string) =>
  `<bpmn:intermediateCatchEvent id="${id}">${timer('<bpmn:timeDuration>P1D</bpmn:timeDuration>')}</bpmn:intermediateCatchEvent>`;
const edge = (definition: string, more = '') =>
  `<bpmn:boundaryEvent id="edge" attachedToRef="step" ${more}>${definition}</bpmn:boundaryEvent>`;
const job = (type: string) =>
  `<bpmn:serviceTask id="step"><bpmn:extensionElements><perennial:job type="${type}"/></bpmn:extensionElements></bpmn:serviceTask>`;
const hourly = timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>');
/** An event subprocess beside start -> end. */
const eventSubProcess = (begin: string) =>
  `${start}${end}${flow('start', 'end')}<bpmn:subProcess id="event" triggeredByEvent="true">${begin}<bpmn:endEvent id="out"/>${flow('in', 'out')}</bpmn:subProcess>`;
/** The task, then a choice whose flows carry these conditions; `fallback` is the default. */
const choice = (task: string, conditions: string[], fallback = false) => {
  const ends = conditions.map((_, position) => `<bpmn:endEvent id="e${position}"/>`).join('');
  const flows = conditions.map((condition, position) => flow('x', `e${position}`, condition)).join('');
  const rest = fallback ? `${end}${flow('x', 'end')}` : '';
  const gateway = `<bpmn:exclusiveGateway id="x"${fallback ? ' default="x_end"' : ''}/>`;
  return `${start}${task}${gateway}${ends}${rest}${flow('start', 'call')}${flow('call', 'x')}${flows}`;
};

describe('each rule is broken by its model', () => {
  const table: [rule: string, process: string, roots?: string][] = [
    ['event/incoming', `${start}<bpmn:task id="a"/>${end}${flow('start', 'a')}${flow('a', 'start')}${flow('a', 'end')}`],
    ['event/outgoing', `${start}${end}<bpmn:task id="a"/>${flow('start', 'end')}${flow('end', 'a')}`],
    [
      'event/trigger-not-here',
      `<bpmn:startEvent id="start"><bpmn:terminateEventDefinition/></bpmn:startEvent>${end}${flow('start', 'end')}`,
    ],
    ['event/trigger-not-here', wait('')],
    [
      'event/trigger-not-here',
      around(
        `<bpmn:intermediateThrowEvent id="t">${timer('<bpmn:timeDuration>PT1S</bpmn:timeDuration>')}</bpmn:intermediateThrowEvent>`,
        't',
      ),
    ],
    ['start-event/no-outgoing', `${start}${end}`],
    ['end-event/error-without-code', `${start}<bpmn:endEvent id="end"><bpmn:errorEventDefinition/></bpmn:endEvent>${flow('start', 'end')}`],
    ['boundary-event/no-outgoing', around(`<bpmn:task id="step"/>${edge(timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>'))}`, 'step')],
    [
      'boundary-event/error-not-interrupting',
      around(`<bpmn:task id="step"/>${edge('<bpmn:errorEventDefinition/>', 'cancelActivity="false"')}${flow('edge', 'end')}`, 'step'),
    ],
    [
      'boundary-event/attached',
      around(`<bpmn:exclusiveGateway id="step"/>${edge('<bpmn:errorEventDefinition/>')}${flow('edge', 'end')}`, 'step'),
    ],
    [
      'boundary-event/same-error-twice',
      around(
        `<bpmn:task id="step"/><bpmn:boundaryEvent id="first" attachedToRef="step"><bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>${edge('<bpmn:errorEventDefinition errorRef="e"/>')}${flow('edge', 'end')}${flow('first', 'end')}`,
        'step',
      ),
      '<bpmn:error id="e" errorCode="NO_STOCK"/>',
    ],
    ['wait/no-deadline', wait('<bpmn:messageEventDefinition messageRef="m"/>'), message],
    ['gateway/no-default', choice('<bpmn:task id="call"/>', ['a = 1', 'a = 2'])],
    ['gateway/flow-without-condition', choice('<bpmn:task id="call"/>', ['a = 1', ''], true)],
    [
      'gateway/condition-ignored',
      `${start}<bpmn:parallelGateway id="p"/>${end}<bpmn:endEvent id="e2"/>${flow('start', 'p')}${flow('p', 'end', 'a = 1')}${flow('p', 'e2')}`,
    ],
    [
      'event-based-gateway/too-few',
      `${start}<bpmn:eventBasedGateway id="g"/>${catchMessage('w')}${end}${flow('start', 'g')}${flow('g', 'w')}${flow('w', 'end')}`,
      message,
    ],
    [
      'event-based-gateway/target',
      `${start}<bpmn:eventBasedGateway id="g"/>${catchMessage('w')}<bpmn:task id="a"/>${end}${flow('start', 'g')}${flow('g', 'w')}${flow('g', 'a')}${flow('w', 'end')}${flow('a', 'end')}`,
      message,
    ],
    [
      'event-based-gateway/target-shared',
      `${start}<bpmn:eventBasedGateway id="g"/>${catchMessage('w')}${catchTimer('t')}${end}${flow('start', 'g')}${flow('g', 'w')}${flow('g', 't')}${flow('t', 'w')}${flow('w', 'end')}`,
      message,
    ],
    [
      'event-based-gateway/receive-task-boundary',
      `${start}<bpmn:eventBasedGateway id="g"/><bpmn:receiveTask id="step" messageRef="m"/>${edge(timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>'))}${catchTimer('t')}${end}${flow('start', 'g')}${flow('g', 'step')}${flow('g', 't')}${flow('t', 'end')}${flow('step', 'end')}${flow('edge', 'end')}`,
      message,
    ],
    [
      'event-based-gateway/message-both-ways',
      `${start}<bpmn:eventBasedGateway id="g"/><bpmn:receiveTask id="r" messageRef="m"/>${catchMessage('w')}${end}${flow('start', 'g')}${flow('g', 'r')}${flow('g', 'w')}${flow('r', 'end')}${flow('w', 'end')}`,
      message,
    ],
    ['script-task/language', around('<bpmn:scriptTask id="s" scriptFormat="groovy"><bpmn:script>x</bpmn:script></bpmn:scriptTask>', 's')],
    ['script-task/empty', around('<bpmn:scriptTask id="s"/>', 's')],
    [
      'script-task/result-variable',
      around('<bpmn:scriptTask id="s" perennial:resultVariable="a b"><bpmn:script>1</bpmn:script></bpmn:scriptTask>', 's'),
    ],
    ['business-rule-task/no-decision', around('<bpmn:businessRuleTask id="b"/>', 'b')],
    ['business-rule-task/decision-unknown', around('<bpmn:businessRuleTask id="b" perennial:decision="priority"/>', 'b')],
    ['service-task/no-job', around('<bpmn:serviceTask id="s"/>', 's')],
    ['send-task/nothing-to-send', around('<bpmn:sendTask id="s"/>', 's')],
    ['job/type-unknown', around(job('send-fax'), 'step')],
    ['calendar/unknown', around(user('perennial:due="PT4H" perennial:calendar="moon"'), 'call')],
    ['user-task/group-unknown', around(user('perennial:candidateGroups="sales, ghosts"'), 'call')],
    [
      'gateway/no-default',
      `${start}<bpmn:task id="a"/>${end}<bpmn:endEvent id="e2"/>${flow('start', 'a')}${flow('a', 'end', 'x = 1')}${flow('a', 'e2', 'x = 2')}`,
    ],
    ['message/no-name', wait('<bpmn:messageEventDefinition/>')],
    ['receive-task/instantiate-incoming', around('<bpmn:receiveTask id="r" instantiate="true" messageRef="m"/>', 'r'), message],
    ['call-activity/process-unknown', around('<bpmn:callActivity id="c" name="Verify" calledElement="nothing_here"/>', 'c')],
    ['sub-process/empty', around('<bpmn:subProcess id="s"/>', 's')],
    [
      'start-event/subprocess-trigger',
      around(
        `<bpmn:subProcess id="s"><bpmn:startEvent id="in">${timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')}</bpmn:startEvent><bpmn:endEvent id="out"/>${flow('in', 'out')}</bpmn:subProcess>`,
        's',
      ),
    ],
    ['user-task/form-unknown', around(user('perennial:form="call-form"'), 'call')],
    ['user-task/alert-without-due', around(user('perennial:warn="75%"'), 'call')],
    [
      'user-task/alert',
      around(user('perennial:due="PT4H"', '<perennial:alerts><perennial:alert at="sometime" to="supervisor"/></perennial:alerts>'), 'call'),
    ],
    ['user-task/outcome-twice', choice(user('', outcomes('good', 'good')), ['result = "good"'], true)],
    ['user-task/outcome-without-value', around(user('', '<perennial:outcomes><perennial:outcome name="x"/></perennial:outcomes>'), 'call')],
    ['user-task/outcome-leads-nowhere', choice(user('', outcomes('good', 'bad', 'later')), ['result = "good"', 'result = "bad"'])],
    ['user-task/unknown-outcome-tested', choice(user('', outcomes('good', 'bad')), ['result = "good"', 'result = "ugly"'], true)],
    ['user-task/outcomes-untested', around(user('', outcomes('good', 'bad')), 'call')],
    ['start-event/form', around('<bpmn:task id="a"/>', 'a').replace('id="start"', 'id="start" perennial:startForm="gone"')],
    ['start-event/event-subprocess-trigger', eventSubProcess('<bpmn:startEvent id="in"/>')],
    [
      'start-event/error-not-interrupting',
      eventSubProcess('<bpmn:startEvent id="in" isInterrupting="false"><bpmn:errorEventDefinition/></bpmn:startEvent>'),
    ],
    [
      'sub-process/event-starts',
      eventSubProcess(
        `<bpmn:startEvent id="in">${hourly}</bpmn:startEvent><bpmn:startEvent id="in2">${hourly}</bpmn:startEvent>${flow('in2', 'out')}`,
      ),
    ],
    ['sub-process/event-flow', `${eventSubProcess(`<bpmn:startEvent id="in">${hourly}</bpmn:startEvent>`)}${flow('start', 'event')}`],
    [
      'sub-process/event-boundary',
      `${eventSubProcess(`<bpmn:startEvent id="in">${hourly}</bpmn:startEvent>`)}<bpmn:boundaryEvent id="edge" attachedToRef="event">${hourly}</bpmn:boundaryEvent>${flow('edge', 'end')}`,
    ],
    [
      'call-activity/no-plain-start',
      `<bpmn:startEvent id="start">${hourly}</bpmn:startEvent><bpmn:callActivity id="c" calledElement="process"/>${end}${flow('start', 'c')}${flow('c', 'end')}`,
    ],
    ['xml/unknown-attribute', around('<bpmn:task id="a" bpmn:glitter="1"/>', 'a')],
    ['timer/one-of', wait(timer(''))],
    ['timer/one-of', wait(timer('<bpmn:timeDate>2027-01-01T00:00:00Z</bpmn:timeDate><bpmn:timeDuration>PT1H</bpmn:timeDuration>'))],
    ['timer/date', wait(timer('<bpmn:timeDate>tomorrow</bpmn:timeDate>'))],
    ['timer/duration', wait(timer('<bpmn:timeDuration>4 hours</bpmn:timeDuration>'))],
    ['timer/cycle', wait(timer('<bpmn:timeCycle>0 0 9 31 2 ?</bpmn:timeCycle>'))],
    ['duration/syntax', around(user('perennial:due="4 hours"'), 'call')],
    ['expression/syntax', choice('<bpmn:task id="call"/>', ['1 +', 'a = 1'], true)],
    ['mapping/incomplete', around(user('', '<perennial:ioMapping><perennial:input target="a"/></perennial:ioMapping>'), 'call')],
    [
      'mapping/target',
      around(user('', '<perennial:ioMapping><perennial:input source="1" target="__proto__"/></perennial:ioMapping>'), 'call'),
    ],
    ['element/unreachable', `${around('<bpmn:task id="a"/>', 'a')}<bpmn:task id="island"/>${flow('island', 'end')}`],
    [
      'element/dead-end',
      `${start}<bpmn:exclusiveGateway id="g"/><bpmn:task id="a"/>${end}${flow('start', 'a')}${flow('a', 'end')}${flow('a', 'g')}`,
    ],
    [
      'element/default-not-outgoing',
      `${start}<bpmn:exclusiveGateway id="g" default="start_g"/>${end}${flow('start', 'g')}${flow('g', 'end')}`,
    ],
    [
      'element/default-with-condition',
      `${start}<bpmn:exclusiveGateway id="g" default="g_end"/>${end}<bpmn:endEvent id="e2"/>${flow('start', 'g')}${flow('g', 'end', 'a = 1')}${flow('g', 'e2', 'a = 2')}`,
    ],
    ['element/no-id', `${start}<bpmn:task name="x"/>${end}${flow('start', 'end')}`],
    ['process/empty', ''],
    ['process/no-end', `${start}<bpmn:task id="a"/>${flow('start', 'a')}`],
    ['process/no-start', `<bpmn:task id="a"/><bpmn:task id="b"/>${flow('a', 'b')}${flow('b', 'a')}`],
    ['process/no-start-event', `<bpmn:task id="a"/>${end}${flow('a', 'end')}`],
    ['process/several-none-starts', `${start}<bpmn:startEvent id="s2"/>${end}${flow('start', 'end')}${flow('s2', 'end')}`],
    ['flow/open-end', `${around('<bpmn:task id="a"/>', 'a')}<bpmn:sequenceFlow id="f" sourceRef="a"/>`],
    [
      'flow/crosses-border',
      `${start}<bpmn:subProcess id="s"><bpmn:task id="in"/></bpmn:subProcess>${end}${flow('start', 's')}${flow('s', 'end')}${flow('in', 'end')}`,
    ],
    ['flow/condition-alone', `${start}<bpmn:task id="a"/>${end}${flow('start', 'a')}${flow('a', 'end', 'a = 1')}`],
    ['flow/not-immediate', around('<bpmn:task id="a"/>', 'a').replace('<bpmn:sequenceFlow', '<bpmn:sequenceFlow isImmediate="false"')],
    ['flow/list-contradicts', `${around('<bpmn:task id="a"><bpmn:incoming>a_end</bpmn:incoming></bpmn:task>', 'a')}`],
    ['flow/list-lacks', `${around('<bpmn:task id="a"><bpmn:incoming>start_a</bpmn:incoming></bpmn:task>', 'a')}`],
    [
      'gateway/direction',
      `${start}<bpmn:parallelGateway id="g" gatewayDirection="Converging"/>${end}<bpmn:endEvent id="e2"/>${flow('start', 'g')}${flow('g', 'end')}${flow('g', 'e2')}`,
    ],
    [
      'event/borrowed-definition',
      `<bpmn:startEvent id="start"><bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef></bpmn:startEvent><bpmn:endEvent id="end"><bpmn:messageEventDefinition id="d" messageRef="m"/></bpmn:endEvent>${flow('start', 'end')}`,
      message,
    ],
    ['reference/wrong-kind', around('<bpmn:receiveTask id="r" messageRef="e"/>', 'r'), '<bpmn:error id="e"/>'],
    ['xml/illegal-id', around('<bpmn:userTask id="שלום"/>', 'שלום')],
    ['xml/unknown-element', around('<bpmn:task id="a"><bpmn:sparkle/></bpmn:task>', 'a')],
  ];
  test.each(table)('%s', async (rule, process, roots) => {
    expect(await rulesOf(bpmn(process, roots))).toContain(rule);
  });

  test('process/none', async () => {
    expect(await rulesOf(bpmn(around('<bpmn:task id="a"/>', 'a')).replace('isExecutable="true"', 'isExecutable="false"'))).toEqual([
      'process/none',
    ]);
  });

  test('a process of plain steps breaks none', async () => {
    expect(await rulesOf(bpmn(around('<bpmn:task id="a"/>', 'a')))).toEqual([]);
  });
});

describe('gateways whose conditions leave nothing out need no default', () => {
  test.each([
    ['not', ['ok', 'not(ok)']],
    ['greater and not greater', ['value > 3', 'value <= 3']],
    ['equal and unequal', ['kind = "shop"', 'kind != "shop"']],
  ])('%s', async (_what, conditions) => {
    const data = ['ok', 'value', 'kind'].map((name) => `<bpmn:dataObject id="${name}"/>`).join('');
    expect(await rulesOf(bpmn(data + choice('<bpmn:task id="call"/>', conditions)))).toEqual([]);
  });

  test('every result of the task before it', async () => {
    expect(await rulesOf(bpmn(choice(user('', outcomes('good', 'bad')), ['result = "good"', 'result = "bad"'])))).toEqual([]);
  });
});

test('a fault of one of its ways names the way, and says where to mend it', async () => {
  const named = choice('<bpmn:task id="call" name="Call"/>', ['1 = 1', ''], true).replace(
    'id="x" default',
    'id="x" name="Bought?" default',
  );
  const result = await compileBpmn(bpmn(named));
  const found = (result.ok ? result.warnings : result.findings).find(({ rule }) => rule === 'gateway/flow-without-condition');
  expect(found).toMatchObject({ element: 'x', place: 'x_e1', params: { element: '“Bought?” (x)', flow: 'Bought? → e1' } });
  expect(found?.message).toBe(
    '“Bought?” (x): the flow “Bought? → e1” has no condition and is not the default. Give it a condition or mark it as default.',
  );
  const alone = await compileBpmn(bpmn(`${start}<bpmn:task id="a" name="Call"/>${end}${flow('start', 'a')}${flow('a', 'end', '1 = 1')}`));
  expect((alone.ok ? alone.warnings : alone.findings)[0]).toMatchObject({ rule: 'flow/condition-alone', element: 'a', place: 'a_end' });
});

describe('outcomes', () => {
  test.each([
    ['each is tested', ['result = "good"', 'result = "bad" or result = "later"'], false],
    ['a list tests several', ['result = "good"', 'result in ("bad", "later")'], false],
    ['the default takes the rest', ['result = "good"'], true],
    ['a condition asks more, so nothing can be said', ['result = "good" and lead.value > 10', 'result != "good"'], false],
  ])('%s', async (_what, conditions, fallback) => {
    const task = user('', outcomes('good', 'bad', 'later'));
    expect(await rulesOf(bpmn(choice(task, conditions, fallback)), 'error')).toEqual([]);
  });

  test('the finding says which one, and that such a lead would stand still', async () => {
    const result = await compileBpmn(bpmn(choice(user('', outcomes('good', 'bad')), ['result = "good"', 'result = "good"'])));
    const found = result.ok ? undefined : result.findings.find((each) => each.rule === 'user-task/outcome-leads-nowhere');
    expect(found).toMatchObject({ element: 'call', params: { outcome: 'bad' } });
    expect(found?.message).toContain('“bad” leads nowhere, such a lead would stand still');
  });
});
