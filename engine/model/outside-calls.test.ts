import { describe, expect, test } from 'vitest';
import { given } from '../kernel/testing/case.ts';
import { checkOutsideCalls, type Published } from './checks/outside-calls.ts';
import { compileBpmn } from './compile-bpmn.ts';
import { around, bpmn, flow } from './testing/bpmn.ts';

const call = (attributes: string) => bpmn(around(`<bpmn:callActivity id="c" name="Verify" ${attributes}/>`, 'c'));

async function compiled(xml: string, key = 'sale') {
  const result = await compileBpmn(xml, { key });
  if (!result.package) throw new Error(JSON.stringify(result));
  return result.package;
}
async function refusals(xml: string): Promise<string[]> {
  const result = await compileBpmn(xml, { key: 'sale' });
  return result.ok ? [] : result.findings.filter((each) => each.severity === 'error').map((each) => each.rule);
}

describe('which package a call takes its process from', () => {
  test.each([
    ['perennial:binding="latest" perennial:package="checks"', { package: 'checks' }],
    ['perennial:package="checks"', { package: 'checks' }],
    ['perennial:binding="pinned" perennial:package="checks" perennial:version="3"', { package: 'checks', version: 3 }],
    ['perennial:version="2"', { package: 'sale', version: 2 }],
    ['perennial:binding="latest"', { package: 'sale' }],
  ])('%s', async (attributes, expected) => {
    expect((await compiled(call(`calledElement="verify" ${attributes}`))).calls).toEqual([expected]);
  });

  test('its own says nothing, and each package is named once', async () => {
    expect((await compiled(call('calledElement="process"'))).calls).toBeUndefined();
    const twice = ['a', 'b'].map((id) => `<bpmn:callActivity id="${id}" calledElement="x" perennial:package="checks"/>`).join('');
    const xml = bpmn(`<bpmn:startEvent id="s"/>${twice}<bpmn:endEvent id="e"/>${flow('s', 'a')}${flow('a', 'b')}${flow('b', 'e')}`);
    expect((await compiled(xml)).calls).toEqual([{ package: 'checks' }]);
  });

  test.each([
    ['call-activity/binding', 'calledElement="process" perennial:binding="newest"'],
    ['call-activity/no-version', 'calledElement="process" perennial:binding="pinned" perennial:package="checks"'],
    ['call-activity/no-version', 'calledElement="process" perennial:binding="pinned" perennial:version="0"'],
    ['call-activity/own-package', 'calledElement="process" perennial:binding="package" perennial:package="checks"'],
  ])('%s', async (rule, attributes) => {
    expect(await refusals(call(attributes))).toEqual([rule]);
  });
});

describe('calls held against what is published', () => {
  const theirs = bpmn(around('<bpmn:task id="t"/>', 't')).replace('id="process"', 'id="verify"');
  const timed = bpmn(
    `<bpmn:startEvent id="s"><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent><bpmn:endEvent id="e"/>${flow('s', 'e')}`,
  );

  test.each([
    ['call-activity/package-unknown', 'calledElement="verify" perennial:package="gone"'],
    ['call-activity/version-unknown', 'calledElement="verify" perennial:package="checks" perennial:version="7"'],
    ['call-activity/version-unknown', 'calledElement="verify" perennial:binding="pinned" perennial:package="checks" perennial:version="1"'],
    ['call-activity/process-unknown-there', 'calledElement="nothing" perennial:package="checks"'],
    ['call-activity/process-unknown-there', 'calledElement="nothing" perennial:binding="latest"'],
    ['call-activity/no-plain-start', 'calledElement="process" perennial:package="timed"'],
    [undefined, 'calledElement="verify" perennial:package="checks"'],
    [undefined, 'perennial:package="checks"'],
    [undefined, 'calledElement="=which" perennial:package="checks" perennial:version="2"'],
    [undefined, 'calledElement="process" perennial:binding="latest"'],
  ])('%s: %s', async (rule, attributes) => {
    const published: { [key: string]: Published } = {
      checks: { versions: [1, 2], compiled: { 2: await compiled(theirs) } },
      timed: { versions: [1], compiled: { 1: await compiled(timed) } },
    };
    const found = checkOutsideCalls(await compiled(call(attributes)), published);
    expect(found.map((each) => each.rule)).toEqual(rule === undefined ? [] : [rule]);
    if (rule) expect(found[0]).toMatchObject({ element: 'c', severity: 'error', message: expect.stringContaining('“Verify” (c)') });
  });
});

test('where only keys and versions are known, those are checked and nothing else', async () => {
  const published = { checks: { versions: [1, 2] } };
  const told = async (attributes: string) =>
    checkOutsideCalls(await compiled(call(attributes)), published).map(({ rule, params }) => [rule, params?.package]);
  expect(await told('perennial:package="cheks"')).toEqual([['call-activity/package-unknown', 'cheks']]);
  expect(await told('perennial:package="checks" perennial:version="3"')).toEqual([['call-activity/version-unknown', 'checks']]);
  expect(await told('calledElement="whatever" perennial:package="checks" perennial:version="1"')).toEqual([]);
  expect(await told('calledElement="whatever" perennial:package="checks"')).toEqual([]);
});

describe('global tasks', () => {
  const roots = `<bpmn:globalUserTask id="ask" name="Ask" perennial:assignee="who"/>
    <bpmn:globalScriptTask id="sum" scriptLanguage="feel" script="a + 1" perennial:resultVariable="b"/>
    <bpmn:globalManualTask id="walk"/>`;
  const steps = ['ask', 'sum', 'walk'].map((id) => `<bpmn:callActivity id="call_${id}" calledElement="${id}"/>`).join('');
  const xml = bpmn(
    `<bpmn:startEvent id="s"/>${steps}<bpmn:userTask id="after"/><bpmn:endEvent id="e"/>${flow('s', 'call_ask')}${flow('call_ask', 'call_sum')}${flow('call_sum', 'call_walk')}${flow('call_walk', 'after')}${flow('after', 'e')}`,
    roots,
  );

  test('are processes of one task, called by their id, with the attributes of the task', async () => {
    const result = await compileBpmn(xml);
    expect(result.ok ? result.warnings : result.findings).toEqual([]);
    const pkg = await compiled(xml);
    expect(pkg.mainProcess).toBe('process');
    expect(pkg.processes.map(({ id, global, elements }) => [id, global, elements.length])).toEqual([
      ['process', undefined, 6],
      ['ask', true, 1],
      ['sum', true, 1],
      ['walk', true, 1],
    ]);
    const run = given(pkg).start({ who: 'anna', a: 2 });
    expect(run.one('ask-task').task).toMatchObject({ name: 'Ask', assignee: 'anna' });
    run.complete('ask-task');
    expect(run.tasks).toEqual(['after']);
    expect(run.path).toEqual([
      's',
      'call_ask',
      'ask',
      'ask-task',
      'call_sum',
      'sum',
      'sum-task',
      'call_walk',
      'walk',
      'walk-task',
      'after',
    ]);
  });

  test('are checked as their task is', async () => {
    const wrong = bpmn(around('<bpmn:callActivity id="c" calledElement="rule"/>', 'c'), '<bpmn:globalBusinessRuleTask id="rule"/>');
    expect(await refusals(wrong)).toContain('business-rule-task/no-decision');
  });

  test('take and give what a call hands over', async () => {
    const io = (id: string, outputs: string) =>
      `<bpmn:ioSpecification><bpmn:dataInput id="in_${id}"/>${outputs}<bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>`;
    const step = `<bpmn:callActivity id="c" calledElement="ask">${io('c', '<bpmn:dataOutput id="out_c"/>')}</bpmn:callActivity>`;
    expect(await refusals(bpmn(around(step, 'c'), `<bpmn:globalManualTask id="ask">${io('ask', '')}</bpmn:globalManualTask>`))).toContain(
      'data/call',
    );
  });

  test('are found by their name only: a file of global tasks alone is a library', async () => {
    const xml = bpmn('').replace(/<bpmn:process[\s\S]*<\/bpmn:process>/, '<bpmn:globalUserTask id="ask" name="Ask"/>');
    const pkg = await compiled(xml, 'library');
    expect([pkg.mainProcess, pkg.processes.length]).toEqual(['ask', 1]);
    expect(given(pkg).start().tasks).toEqual(['ask-task']);
  });
});
