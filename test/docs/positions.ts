import { children, type ModdleNode } from '../../engine/model/moddle.ts';
import { writeBpmn } from '../../engine/model/read-bpmn.ts';
import { triggers } from '../../engine/triggers/index.ts';
import { read, subjectIn } from './drawing.ts';
import { compileExample, type Example } from './example.ts';
import { inDefinitions, type Position, positions, rootsOf } from './skeleton.ts';
import type { Subject } from './subjects.ts';

/**
 * Where the trigger may stand: tried out, each position in the least model around it, with every publish rule. What is no event definition
 * of its own (several at once) cannot be tried so.
 */
export async function positionsOf(subject: Subject): Promise<Position[]> {
  if (!canBeTried(subject.bpmnType)) return [];
  const tried = await Promise.all(
    positions.map(async (position) => {
      const xml = inDefinitions({ process: position.process(subject.bpmnType), rootElements: rootsOf(subject.bpmnType) });
      const compiled = await compileExample({ xml, others: [] });
      return compiled.ok ? [position] : [];
    }),
  );
  return tried.flat();
}

/** No trigger, or an event definition of the standard. */
function canBeTried(bpmnType: string | null): boolean {
  return bpmnType === null || bpmnType.startsWith('bpmn:');
}

export interface EdgeEvent {
  trigger: string;
  interrupting: boolean;
}

/** Which events may stand on the edge of the example's element: tried out in the example itself. Null for what has no edge. */
export async function edgesOf(subject: Subject, example: Example): Promise<EdgeEvent[] | null> {
  const { process } = await read(example.xml);
  if (!('isForCompensation' in propertiesOf(subjectIn(process, subject)))) return null;
  const before = await errorsOf(example);
  const found: EdgeEvent[] = [];
  for (const { kind, bpmnType } of triggers) {
    if (bpmnType === null || !canBeTried(bpmnType)) continue;
    for (const interrupting of [true, false]) {
      const after = await errorsOf({ ...example, xml: await withEdge(subject, example, bpmnType, interrupting) });
      if (after.every((each) => before.includes(each))) found.push({ trigger: kind, interrupting });
    }
  }
  return found;
}

async function errorsOf(example: Pick<Example, 'xml' | 'others'>): Promise<string[]> {
  const compiled = await compileExample(example);
  const findings = compiled.ok ? [] : compiled.findings.filter((each) => each.severity === 'error');
  return findings.map((each) => `${each.rule} ${each.element}`);
}

async function withEdge(subject: Subject, { xml }: Example, bpmnType: string, interrupting: boolean): Promise<string> {
  const { definitions, process, model } = await read(xml);
  const node = subjectIn(process, subject);
  const trigger = await read(inDefinitions({ process: positions[0]?.process(bpmnType) ?? '', rootElements: rootsOf(bpmnType) }));
  const definition = children(children(trigger.process, 'flowElements')[0], 'eventDefinitions');
  const roots = children(trigger.definitions, 'rootElements').filter((root) => root.$type !== 'bpmn:Process');
  for (const root of roots) root.id = `edge_${root.id}`;
  for (const each of definition) each.id = 'edge_definition';
  const event = model.create('bpmn:BoundaryEvent', {
    id: 'edge_event',
    attachedToRef: node,
    cancelActivity: interrupting,
    eventDefinitions: definition,
  });
  const container = node.$parent as ModdleNode;
  const added = [event];
  if (bpmnType === 'bpmn:CompensateEventDefinition') {
    const handler = model.create('bpmn:UserTask', { id: 'edge_handler', isForCompensation: true });
    const line = model.create('bpmn:Association', { id: 'edge_line', sourceRef: event, targetRef: handler, associationDirection: 'One' });
    added.push(handler);
    (container.get('artifacts') as ModdleNode[]).push(line);
  } else {
    const end = model.create('bpmn:EndEvent', { id: 'edge_end' });
    added.push(end, model.create('bpmn:SequenceFlow', { id: 'edge_flow', sourceRef: event, targetRef: end }));
  }
  (container.get('flowElements') as ModdleNode[]).push(...added);
  definitions.set('rootElements', [...roots, ...children(definitions, 'rootElements')]);
  return writeBpmn(definitions);
}

function propertiesOf(node: ModdleNode): object {
  return (node as unknown as { $descriptor: { propertiesByName: object } }).$descriptor.propertiesByName;
}
