import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { SubProcessConfig } from './config.ts';

export const rules: PublishRule<SubProcessConfig>[] = [
  publishRule('sub-process/empty', 'error', (scope, { process }) => when((process.scopes.get(scope.id) ?? []).length === 0)),
];
