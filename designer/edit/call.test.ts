import { describe, expect, test } from 'vitest';
import type { CallActivityConfig } from '../../engine/elements/call-activity/config.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import { diagramOf } from '../testing/diagram-of.ts';
import { type Binding, bindingAttributes, bindingOf, processIds } from './call.ts';

const call = (
  attributes = '',
) => `<bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="other" ${attributes}/><bpmn:endEvent id="e"/>
  <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="c"/><bpmn:sequenceFlow id="g" sourceRef="c" targetRef="e"/>`;

const other = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="other" isExecutable="true"><startEvent id="os"/><endEvent id="oe"/><sequenceFlow id="of" sourceRef="os" targetRef="oe"/></process>
</definitions>`;

describe('which version is called', () => {
  test.each([
    ['', 'package'],
    ['perennial:package="credit"', 'latest'],
    ['perennial:binding="latest"', 'latest'],
    ['perennial:version="3"', 'pinned'],
    ['perennial:package="credit" perennial:version="3"', 'pinned'],
  ])('%s: %s', async (attributes, binding) => {
    expect(bindingOf((await diagramOf(call(attributes))).element('c').businessObject)).toBe(binding);
  });

  test.each([
    ['latest', { package: 'credit' }],
    ['pinned', { package: 'credit', version: 1 }],
    ['package', undefined],
  ] as [Binding, CallActivityConfig['binding']][])('said as %s it is compiled so, whatever it was before', async (binding, compiled) => {
    const diagram = await diagramOf(call('perennial:binding="latest" perennial:package="credit"'));
    const element = diagram.element('c');
    diagram.ctx.modeling.updateProperties(element, bindingAttributes(element.businessObject, binding));
    expect(bindingOf(element.businessObject)).toBe(binding);
    const files = [
      { path: 'manifest.json', content: JSON.stringify({ key: 'k', name: 'K', process: 'k.bpmn', processes: ['other.bpmn'], stages: [] }) },
      { path: 'k.bpmn', content: await diagram.write() },
      { path: 'other.bpmn', content: other },
    ];
    const result = await compilePackage(files, { hash: 'test' });
    const elements = result.ok ? result.package.processes.flatMap((process) => process.elements) : [];
    expect(result.ok ? [] : result.findings).toEqual([]);
    const config = elements.find(({ id }) => id === 'c')?.config as CallActivityConfig | undefined;
    expect(config?.binding).toEqual(compiled);
  });
});

test('processes to choose from: of all drawings, each once, also of one that is not whole', () => {
  const file = (path: string, content: string) => ({ path, content });
  expect(
    processIds([
      file('a.bpmn', '<bpmn:process isExecutable="true" id="b"><bpmn:process id="a">'),
      file('b.bpmn', '<process id="a"/><subProcess id="x"/>'),
      file('c.dmn', '<process id="no"/>'),
    ]),
  ).toEqual(['a', 'b']);
});
