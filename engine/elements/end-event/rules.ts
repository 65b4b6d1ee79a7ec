import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { noOutgoing, triggersAllowed } from '../shared-rules.ts';
import type { EndEventConfig } from './config.ts';

export const rules: PublishRule<EndEventConfig>[] = [
  noOutgoing,
  triggersAllowed('an end event', ['none', 'message', 'error', 'terminate']),
  publishRule('end-event/error-without-code', 'warning', (event) =>
    when(event.trigger?.kind === 'error' && (event.trigger.config as { code?: string }).code === undefined),
  ),
];
