import type { ModdleNode } from '../../../engine/model/index.ts';
import { createNode } from './moddle-tree.ts';

/**
 * Other engines let a path end without an end event (it is drawn, where a scope has none or a gateway leads nowhere), and overlook end
 * events that nothing leads to (they are taken away).
 */
export function drawEnds(container: ModdleNode): void {
  const nodes = (container.get('flowElements') ?? []) as ModdleNode[];
  const entered = new Set(nodes.map((node) => node.get('targetRef')));
  for (const node of [...nodes]) {
    if (node.$type === 'bpmn:EndEvent' && !entered.has(node)) nodes.splice(nodes.indexOf(node), 1);
  }
  const flows = nodes.filter((node) => node.$type === 'bpmn:SequenceFlow');
  const noEnd = nodes.some((node) => node.$type === 'bpmn:StartEvent') && !nodes.some((node) => node.$type === 'bpmn:EndEvent');
  for (const node of [...nodes]) {
    if (!canGoOn(node) || flows.some((flow) => flow.get('sourceRef') === node)) continue;
    if (!noEnd && !/Gateway$|^bpmn:Boundary|^bpmn:Intermediate/.test(node.$type)) continue;
    const end = createNode(node, 'bpmn:EndEvent', { id: `end_of_${node.id}` });
    const flow = createNode(node, 'bpmn:SequenceFlow', { id: `to_end_of_${node.id}`, sourceRef: node, targetRef: end });
    for (const added of [end, flow]) {
      (added as { $parent?: ModdleNode }).$parent = container;
      nodes.push(added);
    }
  }
}

function canGoOn(node: ModdleNode): boolean {
  if (node.$type === 'bpmn:EndEvent' || node.get('triggeredByEvent') === true || node.get('isForCompensation') === true) return false;
  const definitions = (node.get('eventDefinitions') ?? []) as ModdleNode[];
  if (node.$type === 'bpmn:BoundaryEvent' && definitions.some((each) => each.$type === 'bpmn:CompensateEventDefinition')) return false;
  if (definitions.some((each) => each.$type === 'bpmn:LinkEventDefinition')) return false;
  return node.$instanceOf?.('bpmn:FlowNode') ?? false;
}
