import { type CompileScope, child, type ModdleNode, text } from '../../model/moddle.ts';
import type { ComplexGatewayConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): ComplexGatewayConfig {
  const activationCondition = scope.feel(text(child(node, 'activationCondition'), 'body'), 'activation condition');
  return activationCondition === undefined ? {} : { activationCondition };
}
