import { finding, label } from '../findings.ts';
import { text } from '../moddle.ts';
import type { DrawingRule } from './index.ts';

/** An executable process is private, and its flows are immediate (BPMN 2.0.2, 10.2 and 8.3.13). */
export const checkProcessAttributes: DrawingRule = (node) => {
  if (node.$type === 'bpmn:Process' && text(node, 'processType') === 'Public') {
    return [finding('process/public', 'error', node.id, { element: label(node) })];
  }
  if (node.$type === 'bpmn:SequenceFlow' && node.get('isImmediate') === false) {
    return [finding('flow/not-immediate', 'error', node.id, { element: label(node) })];
  }
  return [];
};
