import { finding, label } from '../findings.ts';
import { type ModdleNode, text } from '../moddle.ts';
import type { DrawingRule } from './index.ts';

/**
 * Where the standard wants an executable expression, it wants a formal one with a body (8.3.6 and 8.3.7). Timers are let through: their
 * text is ISO 8601 in nearly every file, whether or not the tool wrote its type.
 */
export const checkExpressions: DrawingRule = (node, running) => {
  const owner = node.$parent;
  if (!owner || !['bpmn:Expression', 'bpmn:FormalExpression'].includes(node.$type) || !inside(node, running)) return [];
  const put = (rule: string) => [finding(rule, 'error', named(owner).id, { element: label(named(owner)), text: text(node, 'body') ?? '' })];
  if (node.$type === 'bpmn:Expression') return owner.$type === 'bpmn:TimerEventDefinition' ? [] : put('expression/informal');
  return owner.get('transformation') === node && text(node, 'body') === undefined ? put('expression/empty') : [];
};

function inside(node: ModdleNode, running: ModdleNode[]): boolean {
  for (let each: ModdleNode | undefined = node; each; each = each.$parent) if (running.includes(each)) return true;
  return false;
}

function named(node: ModdleNode): ModdleNode {
  let each = node;
  while (!each.id && each.$parent) each = each.$parent;
  return each;
}
