import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../elements/element.ts';
import { compileBpmn } from './compile-bpmn.ts';
import { compilePackage } from './compile-package.ts';
import { finding, ruleIds, weighed, weights } from './findings.ts';
import { around, bpmn, flow } from './testing/bpmn.ts';

const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');

/** What docs/checks.md says of a rule: its second column. */
const documented = (rule: string) => new RegExp(`\\| \`${rule}\` \\| ([^|]+) \\|`).exec(page)?.[1];

async function alone(xml: string): Promise<Finding[]> {
  const result = await compileBpmn(xml);
  return result.ok ? result.warnings : result.findings;
}

/** The same as a package, which moves a record when asked to. */
async function packed(xml: string, record: boolean): Promise<Finding[]> {
  const lead = { id: 'lead', name: 'Lead', fields: [{ key: 'phone', label: 'Phone', type: 'phone' }] };
  const manifest = { key: 'k', name: 'K', process: 'p.bpmn', recordTypes: [lead], ...(record ? { recordType: 'lead' } : {}) };
  const files = [
    { path: 'manifest.json', content: JSON.stringify(manifest) },
    { path: 'p.bpmn', content: xml },
  ];
  const result = await compilePackage(files, { hash: 'h' });
  return result.ok ? result.warnings : result.findings;
}

const start = '<bpmn:startEvent id="start"/>';
const user = bpmn(around('<bpmn:userTask id="call"/>', 'call'));
const message = '<bpmn:message id="m" name="paid"/>';
const wait = bpmn(
  around('<bpmn:intermediateCatchEvent id="w"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>', 'w'),
  message,
);
const sink = (kind: string) =>
  bpmn(
    `${start}<bpmn:task id="a"/><bpmn:${kind} id="g"/><bpmn:endEvent id="end"/>${flow('start', 'a')}${flow('a', 'end')}${flow('a', 'g')}`,
  );
const parted = (gateway: string) =>
  bpmn(`${start}<bpmn:${gateway} id="p"/>${['t', 'u'].map((id) => `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="end${id}"/>${flow(id, `end${id}`)}`).join('')}
  ${flow('start', 'p')}${flow('p', 't', '1 = 1')}${flow('p', 'u')}`);
const drawnOnly = (inside: string) =>
  bpmn(around('<bpmn:task id="a"/>', 'a')).replace(
    '</bpmn:definitions>',
    `<bpmn:process id="drawing" isExecutable="false">${inside}</bpmn:process></bpmn:definitions>`,
  );
const odd = '<bpmn:task id="odd"><bpmn:sparkle/></bpmn:task>';
const dangling = '<bpmn:receiveTask id="odd" messageRef="gone"/>';
const condition = (text: string) =>
  bpmn(
    `${start}<bpmn:exclusiveGateway id="x" default="x_end"/><bpmn:endEvent id="end"/><bpmn:endEvent id="e2"/>${flow('start', 'x')}${flow('x', 'end')}${flow('x', 'e2', text)}`,
  );

describe('docs/checks.md says of a rule what a model that breaks it is told', () => {
  test.each<[rule: string, severity: Finding['severity'] | 'nothing', where: string, found: () => Promise<Finding[]>]>([
    ['user-task/no-due', 'warning', 'a record', () => packed(user, true)],
    ['user-task/no-due', 'nothing', 'no record', () => packed(user, false)],
    ['user-task/no-due', 'nothing', 'a file by itself', () => alone(user)],
    ['user-task/nobody', 'warning', 'a record', () => packed(user, true)],
    ['user-task/nobody', 'warning', 'no record', () => packed(user, false)],
    ['user-task/nobody', 'nothing', 'a file by itself', () => alone(user)],
    ['element/dead-end', 'error', 'a gateway', () => alone(sink('exclusiveGateway'))],
    ['element/dead-end', 'warning', 'a step', () => alone(sink('task'))],
    ['process/no-end', 'error', 'a start', () => alone(bpmn(`${start}<bpmn:task id="a"/>${flow('start', 'a')}`))],
    ['process/no-end', 'warning', 'no start', () => alone(bpmn('<bpmn:task id="a"/>'))],
    ['gateway/condition-ignored', 'error', 'event-based', () => alone(parted('eventBasedGateway'))],
    ['gateway/condition-ignored', 'warning', 'parallel', () => alone(parted('parallelGateway'))],
    ['wait/no-deadline', 'error', 'a record', () => packed(wait, true)],
    ['wait/no-deadline', 'warning', 'no record', () => packed(wait, false)],
    ['xml/unknown-element', 'error', 'in a process that runs', () => alone(bpmn(around(odd, 'odd')))],
    ['xml/unknown-element', 'error', 'in a drawing', () => alone(drawnOnly(odd))],
    ['reference/unresolved', 'error', 'in a process that runs', () => alone(bpmn(around(dangling, 'odd')))],
    ['reference/unresolved', 'warning', 'in a drawing', () => alone(drawnOnly(dangling))],
    ['expression/operands', 'warning', 'a package', () => packed(condition('1 + "a" = 2'), false)],
    ['expression/operands', 'nothing', 'a file by itself', () => alone(condition('1 + "a" = 2'))],
    ['expression/unknown-entry', 'warning', 'a package', () => packed(condition('lead.fone = "1"'), true)],
    ['expression/nobody-sets', 'warning', 'a file by itself', () => alone(condition('amount = 2'))],
    ['expression/unknown-name', 'nothing', 'a package', () => packed(condition('amount = 2'), false)],
    [
      'gateway/no-default',
      'warning',
      'anywhere',
      () =>
        alone(
          condition('1 = 2')
            .replace(' default="x_end"', '')
            .replace(flow('x', 'end'), flow('x', 'end', '2 = 3')),
        ),
    ],
  ])('%s: %s (%s)', async (rule, severity, _where, found) => {
    const given = new Set((await found()).filter((each) => each.rule === rule).map((each) => each.severity));
    expect([...given]).toEqual(severity === 'nothing' ? [] : [severity]);
    if (severity !== 'nothing') expect(documented(rule)).toContain(severity);
    const known = weights.get(rule);
    // What is always so needs no condition; what is not has one, in the docs too.
    if (severity === 'nothing') expect(typeof known).toBe('object');
    for (const when of typeof known === 'object' ? Object.values(known) : []) expect(documented(rule)).toContain(when);
  });
});

test('every rule says what it weighs, and no finding of another weight can be made', () => {
  expect([...weights.keys()].sort()).toEqual([...ruleIds].sort());
  expect(() => finding('gateway/no-default', 'error', 'x')).toThrow('gateway/no-default is no error');
  expect(() => weighed('expression/unknown-name', 'error')).toThrow();
  expect(weighed('element/dead-end', 'warning')).toBe('warning');
});
