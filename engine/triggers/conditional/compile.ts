import { type CompileScope, child, type ModdleNode, text } from '../../model/moddle.ts';
import type { ConditionalConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): ConditionalConfig {
  const condition = scope.feel(text(child(node, 'condition'), 'body'), 'condition');
  if (condition === undefined) scope.problem('conditional/no-condition');
  return { condition: condition ?? 'false' };
}
