import type { CompiledElement } from '../../contract/process.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { alwaysInterrupts, noIncoming, triggersAllowed } from '../shared-rules.ts';
import type { BoundaryEventConfig } from './config.ts';

const activities = /(-task|^task|^sub-process|^call-activity|^transaction|^ad-hoc-sub-process)$/;

const is = (event: CompiledElement, kind: string) => triggersIn(event).some((trigger) => trigger.kind === kind);
const compensates = (event: CompiledElement) => is(event, 'compensation');

export const rules: PublishRule<BoundaryEventConfig>[] = [
  noIncoming,
  triggersAllowed('boundary'),
  publishRule('boundary-event/no-outgoing', 'error', (event) => when(event.outgoing.length === 0 && !compensates(event))),
  publishRule('compensation/flow', 'error', (event) => when(event.outgoing.length > 0 && compensates(event))),
  publishRule('event/cancel-outside', 'error', (event, { process }) =>
    when(is(event, 'cancel') && process.elements.get(event.config.attachedTo)?.kind !== 'transaction'),
  ),
  publishRule('boundary-event/attached', 'error', (event, { process }) => {
    const host = process.elements.get(event.config.attachedTo);
    return when(!host || !activities.test(host.kind) || host.scope !== event.scope);
  }),
  publishRule('boundary-event/error-not-interrupting', 'error', (event) => when(alwaysInterrupts(event))),
  publishRule('boundary-event/same-error-twice', 'error', (event, { process }) => {
    if (event.trigger?.kind !== 'error') return [];
    const codeOf = (id: string) => (process.elements.get(id)?.trigger?.config as { code?: string } | undefined)?.code;
    const host = process.elements.get(event.config.attachedTo);
    const first = host?.boundary.find((id) => process.elements.get(id)?.trigger?.kind === 'error' && codeOf(id) === codeOf(event.id));
    return when(first !== undefined && first !== event.id, { other: first ?? '', code: codeOf(event.id) ?? 'any error' });
  }),
];
