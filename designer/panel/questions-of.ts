import { elements as elementDefinitions } from '../../engine/elements/index.ts';
import type { DiagramElement } from '../canvas/moddle-element.ts';
import { eventDefinition } from '../edit/expression.ts';

/** Questions for the selected element, in order: those its descriptor names, plus those of its trigger. */
export function questionsOf(element: DiagramElement): string[] {
  if (element.type === 'bpmn:SequenceFlow') return asksCondition(element) ? ['condition'] : [];
  const definition = elementDefinitions.find(({ bpmnType }) => bpmnType === element.type);
  // Conditions stand on the ways out, where they are asked for.
  const asked = (definition?.descriptor.questions ?? []).filter((question) => question !== 'condition');
  if (element.type === 'bpmn:UserTask') asked.splice(1, 0, 'form', 'checklist');
  const triggers = ['Timer', 'Message', 'Error']
    .filter((kind) => eventDefinition(element.businessObject, `bpmn:${kind}EventDefinition`))
    .map((kind) => kind.toLowerCase());
  const trigger = element.type === 'bpmn:ReceiveTask' ? ['message', ...triggers] : triggers;
  const all = asked.filter((question) => !['timer', 'message', 'error'].includes(question) || trigger.includes(question));
  return [...new Set([...all, ...trigger, ...(isNode(element) ? ['stage'] : [])])];
}

function asksCondition(flow: DiagramElement): boolean {
  const source = flow.source?.type ?? '';
  return /ExclusiveGateway|InclusiveGateway|Task$|SubProcess|CallActivity/.test(source);
}

function isNode(element: DiagramElement): boolean {
  return !element.waypoints && !/Process$|Participant|Lane|Collaboration|Annotation|DataObject|DataStore|Group/.test(element.type);
}
