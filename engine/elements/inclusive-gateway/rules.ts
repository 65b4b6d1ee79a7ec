import type { PublishRule } from '../element.ts';
import { choiceRules } from '../gateway-rules.ts';
import type { InclusiveGatewayConfig } from './config.ts';

export const rules: PublishRule<InclusiveGatewayConfig>[] = choiceRules;
