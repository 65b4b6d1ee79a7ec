import { isName } from '../../model/names.ts';
import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { ScriptTaskConfig } from './config.ts';

export const rules: PublishRule<ScriptTaskConfig>[] = [
  publishRule('script-task/result-variable', 'error', (task) => {
    const parts = task.config.resultVariable?.split('.') ?? [];
    return when(parts.length > 2 || parts.some((part) => !isName(part)), { variable: task.config.resultVariable ?? '' });
  }),
];
