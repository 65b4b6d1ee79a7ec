import { type CompileScope, type ModdleNode, text } from '../../model/moddle.ts';
import type { LinkConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): LinkConfig {
  const name = text(node, 'name');
  if (name === undefined) scope.problem('link/no-name');
  return { name: name ?? '' };
}
