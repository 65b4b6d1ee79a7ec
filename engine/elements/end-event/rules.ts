import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { noOutgoing, triggersAllowed } from '../shared-rules.ts';
import type { EndEventConfig } from './config.ts';

export const rules: PublishRule<EndEventConfig>[] = [
  noOutgoing,
  triggersAllowed('end'),
  publishRule('event/cancel-outside', 'error', (event, { process }) => {
    let scope = process.elements.get(event.scope);
    while (scope && scope.kind !== 'transaction') scope = process.elements.get(scope.scope);
    return when(event.trigger?.kind === 'cancel' && !scope);
  }),
  publishRule('end-event/error-without-code', 'warning', (event) =>
    when(event.trigger?.kind === 'error' && (event.trigger.config as { code?: string }).code === undefined),
  ),
];
