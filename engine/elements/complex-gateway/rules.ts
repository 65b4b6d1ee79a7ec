import type { PublishRule } from '../element.ts';
import { choiceRules } from '../gateway-rules.ts';
import { publishRule, when } from '../rule.ts';
import type { ComplexGatewayConfig } from './config.ts';

export const rules: PublishRule<ComplexGatewayConfig>[] = [
  ...(choiceRules as PublishRule<ComplexGatewayConfig>[]),
  publishRule('complex-gateway/condition-without-join', 'warning', (gateway) =>
    when(gateway.config.activationCondition !== undefined && gateway.incoming.length < 2),
  ),
];
