import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { hasDeadline, predecessors } from '../shared-rules.ts';
import type { ReceiveTaskConfig } from './config.ts';

export const rules: PublishRule<ReceiveTaskConfig>[] = [
  publishRule('receive-task/instantiate-incoming', 'error', (task) => when(task.config.instantiate && task.incoming.length > 0)),
  publishRule('wait/no-deadline', 'stricter-for-records', (task, { process }) =>
    when(
      !task.config.instantiate &&
        !hasDeadline(task, process) &&
        !predecessors(task, process).some((before) => before.kind === 'event-based-gateway'),
    ),
  ),
];
