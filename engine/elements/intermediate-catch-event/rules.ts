import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { hasDeadline, predecessors, triggersAllowed } from '../shared-rules.ts';
import type { IntermediateCatchEventConfig } from './config.ts';

export const rules: PublishRule<IntermediateCatchEventConfig>[] = [
  triggersAllowed('catch'),
  publishRule('wait/no-deadline', 'stricter-for-records', (event, { process }) =>
    when(
      !['timer', 'link'].includes(event.trigger?.kind ?? '') &&
        !hasDeadline(event, process) &&
        !predecessors(event, process).some((before) => before.kind === 'event-based-gateway'),
    ),
  ),
];
