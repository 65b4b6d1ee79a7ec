import { finding, label } from '../findings.ts';
import { isA, type ModdleNode, text } from '../moddle.ts';
import type { DrawingRule } from './index.ts';

/** A gateway that states its direction has the flows of that direction (BPMN 2.0.2, 8.3.9). */
export const checkGatewayDirection: DrawingRule = (node) => {
  if (!isA(node, 'bpmn:Gateway')) return [];
  const direction = text(node, 'gatewayDirection') ?? 'Unspecified';
  const into = flows(node, 'targetRef');
  const out = flows(node, 'sourceRef');
  const fits =
    direction === 'Converging' ? out <= 1 : direction === 'Diverging' ? into <= 1 : direction === 'Mixed' ? into > 1 && out > 1 : true;
  return fits ? [] : [finding('gateway/direction', 'error', node.id, { element: label(node), direction, into, out })];
};

function flows(node: ModdleNode, end: 'sourceRef' | 'targetRef'): number {
  const around = (node.$parent?.get('flowElements') ?? []) as ModdleNode[];
  return around.filter((each) => each.$type === 'bpmn:SequenceFlow' && each.get(end) === node).length;
}
