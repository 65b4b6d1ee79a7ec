import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as definitions from '../../../activities/jobs/definitions.ts';
import { outputNames } from '../../../activities/jobs/job-definition.ts';
import { shippedPackageFiles, shippedPackages } from '../../../crm/processes/package-files.ts';
import type { Finding } from '../../elements/element.ts';
import { compileBpmn } from '../compile-bpmn.ts';
import { compilePackage } from '../compile-package.ts';
import { translateFinding } from '../findings.ts';
import { around, bpmn, flow } from '../testing/bpmn.ts';

const io = (...pairs: [source: string, target: string][]) =>
  `<perennial:ioMapping>${pairs.map(([source, target]) => `<perennial:output source="${source}" target="${target}"/>`).join('')}</perennial:ioMapping>`;
const extended = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

/** start -> what sets something -> a choice by this condition, with a default. */
const choice = (condition: string, setter = '<bpmn:task id="set"/>', more = '') =>
  `${more}<bpmn:startEvent id="start"/>${setter}<bpmn:exclusiveGateway id="x" default="x_no"/><bpmn:endEvent id="yes"/><bpmn:endEvent id="no"/>
  ${flow('start', 'set')}${flow('set', 'x')}${flow('x', 'yes', condition)}${flow('x', 'no')}`;

const names = (found: Finding[]) =>
  found.filter(({ rule }) => rule === 'expression/nobody-sets' || rule === 'expression/misspelt').map(({ params }) => params?.name);

async function unset(process: string, roots = '', jobOutputs = {}) {
  const result = await compileBpmn(bpmn(process, roots), { jobOutputs });
  return names(result.ok ? result.warnings : result.findings);
}

async function inPackage(process: string, fields: string[] = [], manifest = {}) {
  const form = { id: 'ask', type: 'default', components: fields.map((key) => ({ type: 'textfield', key, label: key })) };
  const files = [
    {
      path: 'manifest.json',
      content: JSON.stringify({
        key: 'k',
        name: 'K',
        process: 'p.bpmn',
        ...(fields.length > 0 ? { forms: ['ask.form'] } : {}),
        ...manifest,
      }),
    },
    { path: 'p.bpmn', content: bpmn(process) },
    { path: 'ask.form', content: JSON.stringify(form) },
  ];
  const result = await compilePackage(files, { hash: 'h' });
  return result.ok ? result.warnings : result.findings;
}

describe('a name that nobody sets', () => {
  test('is told on the way whose condition asks it, and refuses nothing', async () => {
    const result = await compileBpmn(bpmn(choice('amount &gt; 100'.replace('&gt;', '>'))));
    expect(result.ok && result.warnings).toMatchObject([
      {
        rule: 'expression/nobody-sets',
        severity: 'warning',
        element: 'x_yes',
        message: expect.stringContaining('nothing in this process sets “amount”'),
        params: { name: 'amount', expression: 'amount > 100' },
      },
    ]);
  });

  test('one that is near is asked after, in each language', async () => {
    const setter = `<bpmn:task id="set">${extended(io(['5', 'amount']))}</bpmn:task>`;
    const result = await compileBpmn(bpmn(choice('amout > 100', setter)));
    const [found] = result.ok ? result.warnings : [];
    expect(found).toMatchObject({ rule: 'expression/misspelt', severity: 'warning', params: { name: 'amout', like: 'amount' } });
    expect(found?.message).toContain('Did you mean “amount”?');
    expect(translateFinding(found as Finding, 'ru')).toContain('Может быть, «amount»?');
    expect(translateFinding(found as Finding, 'pl')).toContain('Czy chodziło o „amount”?');
  });

  test.each([
    [
      'in a mapping',
      `<bpmn:task id="a">${extended('<perennial:ioMapping><perennial:input source="nn" target="b"/></perennial:ioMapping>')}</bpmn:task>`,
    ],
    ['in a script', '<bpmn:scriptTask id="a" perennial:resultVariable="b"><bpmn:script>nn + 1</bpmn:script></bpmn:scriptTask>'],
    ['as assignee', '<bpmn:userTask id="a" perennial:assignee="nn"/>'],
    ['as deadline', '<bpmn:userTask id="a" perennial:due="=nn"/>'],
    [
      'in a timer',
      '<bpmn:intermediateCatchEvent id="a"><bpmn:timerEventDefinition><bpmn:timeDuration>=nn</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    ],
    ['as the list of a repetition', '<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics perennial:collection="nn"/></bpmn:task>'],
    [
      'in what a job gets',
      `<bpmn:serviceTask id="a">${extended('<perennial:job type="t"><perennial:input source="nn" target="to"/><perennial:output source="ok" target="ok"/></perennial:job>')}</bpmn:serviceTask>`,
    ],
  ])('%s', async (_where, step) => {
    expect(await unset(around(step, 'a'))).toEqual(['nn']);
  });
});

describe('what a repetition goes through', () => {
  const loop = (collection: string, item = 'thing') =>
    `<bpmn:multiInstanceLoopCharacteristics isSequential="true" perennial:collection="${collection}" perennial:item="${item}"/>`;
  const each = (collection: string, item?: string, more = '') => `<bpmn:task id="each">${more}${loop(collection, item)}</bpmn:task>`;
  const given = `<bpmn:dataObject id="items"/>`;
  const told = async (step: string, id = 'each') => {
    const result = await compileBpmn(bpmn(`${given}${around(step, id)}`));
    const found = result.ok ? result.warnings : result.findings;
    return found.filter(({ rule }) => rule.startsWith('expression/')).map(({ params }) => [params?.name, params?.like]);
  };

  test('a misspelt list is like the list, not like what one of it is called', async () => {
    expect(await told(each('items', 'item'))).toEqual([]);
    expect(await told(each('itmes', 'item'))).toEqual([['itmes', 'items']]);
  });

  test('it does not see what only its rounds know', async () => {
    expect(await told(each('item', 'item'))).toEqual([['item', 'items']]);
    expect(await told(each('[loopCounter]'))).toEqual([['loopCounter', undefined]]);
    const inside = extended('<perennial:ioMapping><perennial:input source="thing" target="mine"/></perennial:ioMapping>');
    expect(await told(each('mine', undefined, inside))).toEqual([['mine', undefined]]);
    expect(await told(each('items', undefined, inside))).toEqual([]);
  });

  test('it sees what the rounds around it know', async () => {
    const around = (inner: string) =>
      `<bpmn:subProcess id="sub">${loop('items', 'order')}<bpmn:startEvent id="s"/>${inner}<bpmn:endEvent id="e"/>${flow('s', 'each')}${flow('each', 'e')}</bpmn:subProcess>`;
    expect(await told(around(each('[order, loopCounter]')), 'sub')).toEqual([]);
    expect(await told(around(each('ordr')), 'sub')).toEqual([['ordr', 'order']]);
  });
});

describe('a name is known that is set by', () => {
  const message = '<bpmn:message id="m" name="paid"/>';
  const paid = '<bpmn:messageEventDefinition messageRef="m"/>';
  test.each<[what: string, setter: string, more?: string, roots?: string]>([
    ['an output', `<bpmn:task id="set">${extended(io(['5', 'v']))}</bpmn:task>`],
    ['a data object', '<bpmn:task id="set"/>', '<bpmn:dataObject id="v"/>'],
    ['a named data object', '<bpmn:task id="set"/>', '<bpmn:dataObject id="d1" name="v"/>'],
    ['a property of the process', '<bpmn:task id="set"/>', '<bpmn:property id="p1" name="v"/>'],
    ['a result of a task', `<bpmn:userTask id="set">${extended('<perennial:outcomes variable="v"/>')}</bpmn:userTask>`],
    ['a script', '<bpmn:scriptTask id="set" perennial:resultVariable="v"><bpmn:script>1</bpmn:script></bpmn:scriptTask>'],
    ['the entries of a script', '<bpmn:scriptTask id="set"><bpmn:script>{v: 1}</bpmn:script></bpmn:scriptTask>'],
    ['a decision', '<bpmn:businessRuleTask id="set" perennial:decision="d" perennial:decisionResult="v"/>'],
    [
      'a job that says so',
      `<bpmn:serviceTask id="set">${extended('<perennial:job type="t"><perennial:output source="x" target="v"/></perennial:job>')}</bpmn:serviceTask>`,
    ],
    ['a job of which nobody knows', `<bpmn:serviceTask id="set">${extended('<perennial:job type="t"/>')}</bpmn:serviceTask>`],
    [
      'a repetition',
      '<bpmn:task id="set"><bpmn:multiInstanceLoopCharacteristics perennial:collection="[1]" perennial:item="v"/></bpmn:task>',
    ],
    [
      'its results',
      '<bpmn:task id="set"><bpmn:multiInstanceLoopCharacteristics perennial:collection="[1]" perennial:outputCollection="v" perennial:outputItem="item"/></bpmn:task>',
    ],
    ['a call', `<bpmn:callActivity id="set" calledElement="process">${extended(io(['x', 'v']))}</bpmn:callActivity>`],
    ['a message from outside', `<bpmn:intermediateCatchEvent id="set">${paid}</bpmn:intermediateCatchEvent>`, '', message],
  ])('%s', async (_what, setter, more, roots) => {
    expect(await unset(choice('v = 1', setter, more), roots)).toEqual([]);
  });

  test('a field of a form, and a field of the record', async () => {
    const task = '<bpmn:userTask id="set" perennial:form="ask"/>';
    const manifest = {
      recordTypes: [{ id: 'lead', name: 'Lead', fields: [{ key: 'phone', label: 'Phone', type: 'phone' }] }],
    };
    expect(names(await inPackage(choice('v = "1" and lead.phone != null', task), ['v'], manifest))).toEqual([]);
    expect(names(await inPackage(choice('w = "1"', task), ['v']))).toEqual(['w']);
  });

  test('the message that the package itself sends, and nothing beside it', async () => {
    const payload = extended('<perennial:message><perennial:payload source="1" target="v"/></perennial:message>');
    const sent = `<bpmn:intermediateThrowEvent id="send">${payload}${paid}</bpmn:intermediateThrowEvent>`;
    const process = (condition: string) =>
      choice(condition, `${sent}<bpmn:intermediateCatchEvent id="set">${paid}</bpmn:intermediateCatchEvent>${flow('send', 'set')}`).replace(
        flow('start', 'set'),
        flow('start', 'send'),
      );
    expect(await unset(process('v = 1'), message)).toEqual([]);
    expect(await unset(process('w = 1'), message)).toEqual(['w']);
  });

  test('what a failed job brings to the edge that catches it, mapped or not', async () => {
    const job = `<bpmn:serviceTask id="set">${extended('<perennial:job type="hook"><perennial:output source="1" target="n"/></perennial:job>')}</bpmn:serviceTask>`;
    const caught = `${job}<bpmn:boundaryEvent id="edge" attachedToRef="set"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${flow('edge', 'x')}`;
    expect(await unset(choice('v = 1', caught), '', {})).toEqual([]);
    expect(await unset(choice('v = 1', caught), '', { hook: ['v'] })).toEqual([]);
    expect(await unset(choice('w = 1', caught), '', { hook: ['v'] })).toEqual(['w']);
    expect(await unset(choice('v = 1', job), '', { hook: ['v'] })).toEqual(['v']);
  });

  test('a job whose result is described', async () => {
    const mail = `<bpmn:serviceTask id="set">${extended('<perennial:job type="mail"/>')}</bpmn:serviceTask>`;
    expect(await unset(choice('v = 1', mail), '', { mail: ['v'] })).toEqual([]);
    expect(await unset(choice('w = 1', mail), '', { mail: ['v'] })).toEqual(['w']);
  });
});

describe('no word of', () => {
  test('the examples of the docs', async () => {
    const folder = new URL('../..', import.meta.url).pathname;
    const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.bpmn'));
    expect(examples.length).toBeGreaterThan(30);
    for (const path of examples) {
      const result = await compileBpmn(readFileSync(join(folder, path), 'utf8'));
      expect([path, names(result.ok ? result.warnings : result.findings)]).toEqual([path, []]);
    }
  });

  test('conditions that may wait for a name, and ways that ask none', async () => {
    const conditional =
      '<bpmn:intermediateCatchEvent id="a"><bpmn:conditionalEventDefinition><bpmn:condition>nn = 1</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>';
    expect(await unset(around(conditional, 'a'))).toEqual([]);
  });

  test('records, in a file by itself: its package has them', async () => {
    expect(await unset(choice('lead.phone != null'))).toEqual([]);
    expect(names(await inPackage(choice('lead.phone != null')))).toEqual(['lead']);
  });

  test.each(shippedPackages)('anything in the package "%s", but of each name that is misspelt in it', async (key) => {
    const files = shippedPackageFiles(key);
    const told = async (change: (text: string) => string) => {
      const changed = files.map((file) => (file.path.endsWith('.bpmn') ? { ...file, content: change(file.content) } : file));
      const result = await compilePackage(changed, { hash: 'h', jobOutputs: outputNames(Object.values(definitions)) });
      return names(result.ok ? result.warnings : result.findings);
    };
    expect(await told((text) => text)).toEqual([]);
    const wrong = await told((text) => text.replace(/(<bpmn:conditionExpression[^>]*>=?\s*)\w+/, '$1resulz'));
    expect(wrong).toEqual(['resulz']);
  });
});
