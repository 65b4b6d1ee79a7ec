import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { SubProcessConfig } from './config.ts';

export const rules: PublishRule<SubProcessConfig>[] = [
  publishRule('sub-process/empty', 'error', (scope, { process }) => when((process.scopes.get(scope.id) ?? []).length === 0)),
  publishRule('sub-process/event-flow', 'error', (scope) =>
    when(scope.config.triggeredByEvent && scope.incoming.length + scope.outgoing.length > 0),
  ),
  publishRule('sub-process/event-boundary', 'error', (scope) => when(scope.config.triggeredByEvent && scope.boundary.length > 0)),
  publishRule('sub-process/event-starts', 'error', (scope, { process }) => {
    const starts = (process.scopes.get(scope.id) ?? []).filter((each) => each.kind === 'start-event').length;
    return when(scope.config.triggeredByEvent && starts !== 1, { count: starts });
  }),
];
