import { type CompileScope, type ModdleNode, text } from '../../model/moddle.ts';
import type { BusinessRuleTaskConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): BusinessRuleTaskConfig {
  const decision = text(node, 'perennial:decision');
  if (decision === undefined) scope.problem('business-rule-task/no-decision');
  return { decision: decision ?? '', resultVariable: text(node, 'perennial:decisionResult') ?? 'decision' };
}
