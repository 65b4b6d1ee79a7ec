import { type CompileScope, child, flag, type ModdleNode, text } from '../../model/moddle.ts';
import type { AdHocSubProcessConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): AdHocSubProcessConfig {
  const completionCondition = scope.feel(text(child(node, 'completionCondition'), 'body'), 'completion condition');
  const begins = scope.feel(text(node, 'perennial:begins'), 'activities that begin by themselves');
  return {
    ordering: node.get('ordering') === 'Sequential' ? 'sequential' : 'parallel',
    cancelRemaining: flag(node, 'cancelRemainingInstances', true),
    ...(completionCondition === undefined ? {} : { completionCondition }),
    ...(begins === undefined ? {} : { begins }),
  };
}
