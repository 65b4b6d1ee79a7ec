import type { PublishRule } from '../element.ts';
import { choiceRules } from '../gateway-rules.ts';
import type { ExclusiveGatewayConfig } from './config.ts';

export const rules: PublishRule<ExclusiveGatewayConfig>[] = choiceRules;
