import { finding, label } from '../findings.ts';
import { child, children, isA } from '../moddle.ts';
import type { DrawingRule } from './index.ts';
import { itemOf, sameItem } from './items.ts';

/** Data associations join what fits: one source, the same structure, the right direction (BPMN 2.0.2, 10.4.2). */
export const checkDataAssociation: DrawingRule = (node) => {
  if (!isA(node, 'bpmn:DataAssociation')) return [];
  const owner = node.$parent ?? node;
  const put = (rule: string) => finding(rule, 'error', owner.id, { element: label(owner), association: label(node) });
  const sources = children(node, 'sourceRef');
  const target = child(node, 'targetRef');
  const changes = child(node, 'transformation') !== undefined || children(node, 'assignment').length > 0;
  const found = [];
  if (sources.length > 1 && !child(node, 'transformation')) found.push(put('data/several-sources'));
  const [source] = sources;
  const [from, to] = [itemOf(source), itemOf(target)];
  if (from && to && !changes && !sameItem(from, to)) found.push(put('data/structure'));
  const backwards =
    (node.$type === 'bpmn:DataOutputAssociation' && target?.$type === 'bpmn:DataInput') ||
    (node.$type === 'bpmn:DataInputAssociation' && source?.$type === 'bpmn:DataOutput');
  if (backwards) found.push(put('data/direction'));
  return found;
};
