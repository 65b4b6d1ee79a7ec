import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { BusinessRuleTaskConfig } from './config.ts';

export const rules: PublishRule<BusinessRuleTaskConfig>[] = [
  publishRule('business-rule-task/decision-unknown', 'error', (task, { pkg }) => {
    const known = pkg.decisions.some((model) => model.decisions.includes(task.config.decision));
    return when(task.config.decision !== '' && !known, { decision: task.config.decision });
  }),
];
