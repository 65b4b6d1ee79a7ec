import { finding, label } from '../findings.ts';
import { children, isA } from '../moddle.ts';
import type { DrawingRule } from './index.ts';

/** An event may share only definitions that stand at the root of the file, not those that belong to another event (10.5.1). */
export const checkEventReferences: DrawingRule = (node) => {
  if (!isA(node, 'bpmn:Event')) return [];
  const borrowed = children(node, 'eventDefinitionRef').filter((definition) => definition.$parent?.$type !== 'bpmn:Definitions');
  return borrowed.map((definition) =>
    finding('event/borrowed-definition', 'error', node.id, { element: label(node), definition: label(definition) }),
  );
};
