import { finding, label } from '../findings.ts';
import { child, children, isA, type ModdleNode } from '../moddle.ts';
import type { DrawingRule } from './index.ts';
import { itemOf, sameItem } from './items.ts';

/** What a task sends or receives has the form of its message, in one set (BPMN 2.0.2, 10.3.3 and 10.4.2). */
export const checkMessageData: DrawingRule = (node) => {
  const side = node.$type === 'bpmn:SendTask' ? 'input' : node.$type === 'bpmn:ReceiveTask' ? 'output' : undefined;
  const io = side && child(node, 'ioSpecification');
  const message = child(node, 'messageRef');
  if (!side || !io || !message) return [];
  const put = (rule: string) => finding(rule, 'error', node.id, { element: label(node), message: label(message) });
  const found = [];
  const data = children(io, side === 'input' ? 'dataInputs' : 'dataOutputs');
  if (children(io, side === 'input' ? 'inputSets' : 'outputSets').length > 1 || data.length > 1) found.push(put('data/one-set'));
  if (data.some((each) => !sameItem(itemOf(each), itemOf(message)))) found.push(put('data/message-item'));
  return found;
};

/** A call hands over exactly what the called process takes, and gets what it gives (BPMN 2.0.2, 10.3.6). */
export const checkCallData: DrawingRule = (node, running) => {
  const called = node.$type === 'bpmn:CallActivity' ? running.find((process) => process.id === node.get('calledElement')) : undefined;
  const io = called && child(node, 'ioSpecification');
  if (!called || !io) return [];
  const theirs = child(called, 'ioSpecification');
  const fits = agree(io, theirs, 'dataInputs') && agree(io, theirs, 'dataOutputs');
  return fits ? [] : [finding('data/call', 'error', node.id, { element: label(node), called: label(called) })];
};

function agree(one: ModdleNode, other: ModdleNode | undefined, side: string): boolean {
  const [mine, theirs] = [children(one, side), children(other, side)];
  return mine.length === theirs.length && mine.every((each, position) => sameItem(itemOf(each), itemOf(theirs[position])));
}

/** Who does the work is named by a resource or by an expression, not by both; parameters belong to a resource (10.3.1). */
export const checkResourceRole: DrawingRule = (node) => {
  if (!isA(node, 'bpmn:ResourceRole')) return [];
  const owner = node.$parent ?? node;
  const put = (rule: string) => [finding(rule, 'error', owner.id, { element: label(owner), role: label(node) })];
  const resource = child(node, 'resourceRef');
  if (resource && child(node, 'resourceAssignmentExpression')) return put('resource/named-twice');
  return !resource && children(node, 'resourceParameterBindings').length > 0 ? put('resource/no-resource') : [];
};
