import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { noIncoming, triggersAllowed } from '../shared-rules.ts';
import type { StartEventConfig } from './config.ts';

export const rules: PublishRule<StartEventConfig>[] = [
  noIncoming,
  triggersAllowed('a start event', ['none', 'message', 'timer']),
  publishRule('start-event/no-outgoing', 'error', (event) => when(event.outgoing.length === 0)),
  publishRule('start-event/subprocess-trigger', 'error', (event, { process }) =>
    when(event.scope !== process.process.id && event.trigger?.kind !== 'none', { trigger: event.trigger?.kind ?? 'none' }),
  ),
  publishRule('start-event/form', 'error', (event, { pkg }) =>
    when(event.config.form !== undefined && !pkg.forms.some((form) => form.id === event.config.form), { form: event.config.form ?? '' }),
  ),
];
