import type { CompiledElement } from '../../contract/process.ts';
import type { ProcessIndex } from '../../model/index-process.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { PublishRule } from '../element.ts';
import { movesRecord, publishRule, when } from '../rule.ts';
import { alwaysInterrupts, misplacedTriggers, noIncoming } from '../shared-rules.ts';
import type { SubProcessConfig } from '../sub-process/config.ts';
import type { StartEventConfig } from './config.ts';

export const rules: PublishRule<StartEventConfig>[] = [
  noIncoming,
  publishRule('event/trigger-not-here', 'error', (event, { process }) =>
    inEventSubprocess(event, process) ? [] : misplacedTriggers(event, 'start'),
  ),
  publishRule('start-event/no-outgoing', 'error', (event) => when(event.outgoing.length === 0)),
  publishRule('start-event/subprocess-trigger', 'error', (event, { process }) =>
    when(event.scope !== process.process.id && event.trigger?.kind !== 'none' && !inEventSubprocess(event, process), {
      trigger: event.trigger?.kind ?? 'none',
    }),
  ),
  publishRule('start-event/event-subprocess-trigger', 'error', (event, { process }) =>
    inEventSubprocess(event, process) ? misplacedTriggers(event, 'event-sub-process') : [],
  ),
  publishRule('start-event/error-not-interrupting', 'error', (event) => when(alwaysInterrupts(event))),
  publishRule('start-event/timer-record', 'error', (event, { pkg, process }) =>
    when(movesRecord(pkg) && event.scope === process.process.id && triggersIn(event).some(({ kind }) => kind === 'timer')),
  ),
  publishRule('start-event/form', 'error', (event, { pkg }) =>
    when(event.config.form !== undefined && !pkg.forms.some((form) => form.id === event.config.form), { form: event.config.form ?? '' }),
  ),
];

function inEventSubprocess(event: CompiledElement, process: ProcessIndex): boolean {
  return (process.elements.get(event.scope)?.config as SubProcessConfig | undefined)?.triggeredByEvent ?? false;
}
