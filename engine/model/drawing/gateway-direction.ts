import { finding, label } from '../findings.ts';
import { children, isA, type ModdleNode, text } from '../moddle.ts';
import type { DrawingRule } from './index.ts';

/** A gateway that states its direction has the flows of that direction (BPMN 2.0.2, 8.3.9). */
export const checkGatewayDirection: DrawingRule = (node) => {
  if (!isA(node, 'bpmn:Gateway')) return [];
  const direction = text(node, 'gatewayDirection') ?? 'Unspecified';
  if (direction === 'Unspecified') return [];
  const into = flows(node, 'targetRef');
  const out = flows(node, 'sourceRef');
  const fits =
    direction === 'Converging' ? out <= 1 : direction === 'Diverging' ? into <= 1 : direction === 'Mixed' ? into > 1 && out > 1 : true;
  return fits ? [] : [finding('gateway/direction', 'error', node.id, { element: label(node), direction, into, out })];
};

const counts = new WeakMap<ModdleNode, Map<unknown, number>>();

/** Flows of the same level that begin or end at the node; counted once a level, since a file may hold thousands of gateways. */
function flows(node: ModdleNode, end: 'sourceRef' | 'targetRef'): number {
  const level = node.$parent;
  if (!level) return 0;
  let counted = counts.get(level);
  if (!counted) {
    counted = new Map();
    for (const flow of children(level, 'flowElements').filter((each) => each.$type === 'bpmn:SequenceFlow')) {
      for (const side of ['sourceRef', 'targetRef']) {
        const key = `${side} ${(flow.get(side) as ModdleNode | undefined)?.id}`;
        counted.set(key, (counted.get(key) ?? 0) + 1);
      }
    }
    counts.set(level, counted);
  }
  return counted.get(`${end} ${node.id}`) ?? 0;
}
