import { finding, label } from '../findings.ts';
import { child, children, flag, isA, type ModdleNode } from '../moddle.ts';
import type { DrawingRule } from './index.ts';
import { itemOf } from './items.ts';

/** What an element says about its own data: collections, and where a data specification may stand (BPMN 2.0.2, 10.4.1 and 10.4.2). */
export const checkDataInside: DrawingRule = (node) => {
  const put = (rule: string) => finding(rule, 'error', nearestId(node), { element: label(node) });
  const found = [];
  const item = ['bpmn:DataInput', 'bpmn:DataOutput', 'bpmn:DataObject'].includes(node.$type) ? itemOf(node) : undefined;
  if (item && flag(node, 'isCollection') !== flag(item, 'isCollection')) found.push(put('data/collection'));
  if (isA(node, 'bpmn:SubProcess') && child(node, 'ioSpecification')) found.push(put('data/io-on-subprocess'));
  if (isA(node, 'bpmn:CallableElement') && children(node, 'supportedInterfaceRef').length > 0 && needsBinding(node)) {
    found.push(put('data/no-binding'));
  }
  return found;
};

/** A process or global task offered as a service says which operation takes which data. */
function needsBinding(called: ModdleNode): boolean {
  return child(called, 'ioSpecification') !== undefined && children(called, 'ioBinding').length === 0;
}

function nearestId(node: ModdleNode): string | undefined {
  let each: ModdleNode | undefined = node;
  while (each && !isA(each, 'bpmn:FlowElement') && !isA(each, 'bpmn:RootElement')) each = each.$parent;
  return each?.id ?? node.id;
}
