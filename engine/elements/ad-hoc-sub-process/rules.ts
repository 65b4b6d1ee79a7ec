import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { hasDeadline } from '../shared-rules.ts';
import type { AdHocSubProcessConfig } from './config.ts';

export const rules: PublishRule<AdHocSubProcessConfig>[] = [
  publishRule('sub-process/empty', 'error', (scope, { process }) => when((process.scopes.get(scope.id) ?? []).length === 0)),
  publishRule('ad-hoc/event', 'error', (scope, { process }) =>
    (process.scopes.get(scope.id) ?? [])
      .filter((each) => each.kind === 'start-event' || each.kind === 'end-event')
      .map((event) => ({ event: event.name ?? event.id })),
  ),
  publishRule('wait/no-deadline', 'stricter-for-records', (scope, { process }) => when(!hasDeadline(scope, process))),
];
