import { describe, expect, test } from 'vitest';
import { elements } from '../../engine/elements/index.ts';
import { triggers } from '../../engine/triggers/index.ts';
import { diagramOf } from '../testing/diagram-of.ts';
import { questions } from './questions.ts';
import { questionsOf } from './questions-of.ts';

const asked = async (inside: string, id: string) => questionsOf((await diagramOf(inside)).element(id)).map(({ name }) => name);
const definition = (kind: string, more = '') => `<bpmn:${kind}EventDefinition ${more}/>`;

describe('questions', () => {
  test('every one that a descriptor names can be asked, and there is none that nothing names', () => {
    const named = [...elements, ...triggers].flatMap(({ descriptor }) => descriptor.questions);
    // Of a user task besides: what its form asks and its checklist.
    expect([...new Set([...named, 'form', 'checklist'])].sort()).toEqual(Object.keys(questions).sort());
  });

  test('every activity may repeat; what no flow reaches may undo another', async () => {
    expect(await asked('<bpmn:task id="one"/>', 'one')).toEqual(['repeats', 'undoes', 'stage']);
    const flow = '<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="one"/>';
    expect(await asked(`${flow}<bpmn:task id="one"><bpmn:incoming>f</bpmn:incoming></bpmn:task>`, 'one')).toEqual(['repeats', 'stage']);
    expect(await asked('<bpmn:subProcess id="one" triggeredByEvent="true"/>', 'one')).toEqual(['byWhen', 'ifLate', 'stage']);
  });

  test('a trigger asks its own, first; several ask each in turn, about its own definition', async () => {
    expect(await asked(`<bpmn:intermediateCatchEvent id="e">${definition('signal')}</bpmn:intermediateCatchEvent>`, 'e')).toEqual([
      'signal',
      'stage',
    ]);
    const several = `<bpmn:intermediateCatchEvent id="e">${definition('signal', 'id="a"')}${definition('signal', 'id="b"')}</bpmn:intermediateCatchEvent>`;
    const rows = questionsOf((await diagramOf(several)).element('e'));
    expect(rows.map(({ name, definition: about }) => [name, about?.id])).toEqual([
      ['several', undefined],
      ['signal', 'a'],
      ['signal', 'b'],
      ['stage', undefined],
    ]);
  });

  test('whether the step goes on is asked only where it may', async () => {
    const edge = (kind: string) =>
      `<bpmn:task id="t"/><bpmn:boundaryEvent id="e" attachedToRef="t">${definition(kind)}</bpmn:boundaryEvent>`;
    expect(await asked(edge('timer'), 'e')).toEqual(['timer', 'interrupts', 'stage']);
    expect(await asked(edge('error'), 'e')).toEqual(['error', 'stage']);
    expect(await asked(`<bpmn:startEvent id="e">${definition('timer')}</bpmn:startEvent>`, 'e')).toEqual(['timer', 'stage']);
  });

  test('a form is asked where a person may start a case', async () => {
    expect(await asked('<bpmn:startEvent id="e"/>', 'e')).toEqual(['startForm', 'stage']);
    expect(await asked(`<bpmn:startEvent id="e">${definition('message')}</bpmn:startEvent>`, 'e')).not.toContain('startForm');
  });

  test('sending is a job or a message, and only what says neither is asked both', async () => {
    expect(await asked('<bpmn:sendTask id="t"/>', 't')).toContain('message');
    const job = '<bpmn:extensionElements><perennial:job type="send-email"/></bpmn:extensionElements>';
    expect(await asked(`<bpmn:sendTask id="t">${job}</bpmn:sendTask>`, 't')).not.toContain('message');
  });

  test.each([
    ['complexGateway', 'activation'],
    ['exclusiveGateway', 'condition'],
    ['inclusiveGateway', 'condition'],
    ['eventBasedGateway', 'startsProcess'],
    ['adHocSubProcess', 'adHoc'],
    ['transaction', 'repeats'],
  ])('%s: %s', async (type, question) => {
    expect(await asked(`<bpmn:${type} id="x"/>`, 'x')).toContain(question);
  });
});
