import { describe, expect, test } from 'vitest';
import { compileBpmn } from './compile-bpmn.ts';
import { around, bpmn } from './testing/bpmn.ts';

describe('what cannot run yet is refused by name, id and reason', () => {
  test.each([
    ['choreography task', around('<bpmn:choreographyTask id="odd" name="Odd"/>', 'odd')],
    ['sub-choreography', around('<bpmn:subChoreography id="odd" name="Odd"/>', 'odd')],
    ['call choreography', around('<bpmn:callChoreography id="odd" name="Odd"/>', 'odd')],
  ])('%s', async (what, process) => {
    const result = await compileBpmn(bpmn(process));
    const refused = result.ok ? [] : result.findings.filter((found) => found.rule === 'element/not-executable');
    expect(refused).toMatchObject([{ element: 'odd', severity: 'error', params: { what } }]);
    expect(refused[0]?.message).toContain('“Odd” (odd)');
  });

  test('nothing is reproached that only follows from it', async () => {
    const result = await compileBpmn(bpmn(around('<bpmn:callChoreography id="odd"/>', 'odd')));
    expect(result.ok ? [] : result.findings.map((found) => found.rule)).toEqual(['element/not-executable']);
  });
});

describe('decoration does not stop a process that runs (P05)', () => {
  const decorated = `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:acme="http://acme.example/bpmn" id="d" targetNamespace="t">
  <bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="run"/><bpmn:participant id="p2" processRef="idle"/>
    <bpmn:messageFlow id="mf" sourceRef="p1" targetRef="p2"/><bpmn:group id="group"/></bpmn:collaboration>
  <bpmn:dataStore id="store"/>
  <bpmn:process id="run" isExecutable="true">
    <bpmn:laneSet><bpmn:lane id="sales" name="Sales"><bpmn:flowNodeRef>call</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
    <bpmn:dataStoreReference id="dsr" dataStoreRef="store"/><bpmn:dataObject id="do"/><bpmn:dataObjectReference id="dor" dataObjectRef="do"/>
    <bpmn:startEvent id="start"/><bpmn:userTask id="call" acme:riskCode="R7"><bpmn:extensionElements><acme:param/></bpmn:extensionElements></bpmn:userTask>
    <bpmn:endEvent id="end"/>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call"/><bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end"/>
    <bpmn:textAnnotation id="note"><bpmn:text>hm</bpmn:text></bpmn:textAnnotation><bpmn:association id="as" sourceRef="call" targetRef="note"/>
  </bpmn:process>
  <bpmn:process id="idle" isExecutable="false"><bpmn:choreographyTask id="cg"/><bpmn:sequenceFlow id="x" sourceRef="cg" targetRef="gone"/></bpmn:process>
</bpmn:definitions>`;

  test('pools that do not run, lanes, artifacts, data and foreign extensions', async () => {
    const result = await compileBpmn(decorated);
    expect(result.ok ? result.package.processes.map((process) => process.id) : result.findings).toEqual(['run']);
    expect(result.ok && result.package.processes[0]?.elements.map((element) => [element.id, element.lane])).toEqual([
      ['start', undefined],
      ['call', 'Sales'],
      ['end', undefined],
    ]);
  });

  test('the same file is refused when the decorated pool is to run', async () => {
    const result = await compileBpmn(decorated.replace('isExecutable="false"', 'isExecutable="true"'));
    expect(result.ok ? [] : result.findings).toContainEqual(expect.objectContaining({ rule: 'element/not-executable', element: 'cg' }));
  });
});
