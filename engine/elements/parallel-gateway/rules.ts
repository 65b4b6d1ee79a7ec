import type { PublishRule } from '../element.ts';
import { noConditions } from '../shared-rules.ts';
import type { ParallelGatewayConfig } from './config.ts';

export const rules: PublishRule<ParallelGatewayConfig>[] = [noConditions('parallel gateway', 'warning')];
