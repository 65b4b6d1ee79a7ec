import type { PublishRule } from '../element.ts';
import { triggersAllowed } from '../shared-rules.ts';
import type { IntermediateThrowEventConfig } from './config.ts';

export const rules: PublishRule<IntermediateThrowEventConfig>[] = [triggersAllowed('throw')];
