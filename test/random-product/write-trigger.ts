import type { Trigger } from '../../engine/contract/index.ts';
import type { CompensationConfig } from '../../engine/triggers/compensation/config.ts';
import type { MessageConfig } from '../../engine/triggers/message/config.ts';
import type { TimerConfig } from '../../engine/triggers/timer/config.ts';
import { attributes, mappings, type Roots, tag, text } from './write-xml.ts';

type Write = (config: never, roots: Roots) => string;

/** Trigger kind -> its event definition. Codes and names become root elements, which several events share. */
const writers: { [kind: string]: Write } = {
  timer: (config: TimerConfig) =>
    tag('bpmn:timerEventDefinition', { 'perennial:timerCalendar': config.calendar }, [
      text('bpmn:timeDate', config.date),
      text('bpmn:timeDuration', config.duration),
      text('bpmn:timeCycle', config.cycle),
    ]),
  message: (config: MessageConfig, roots) =>
    tag('bpmn:messageEventDefinition', { messageRef: roots.message(config.name) }, [extensions([messageDetails(config)])]),
  signal: (config: { name: string; payload: MessageConfig['payload'] }, roots) =>
    tag('bpmn:signalEventDefinition', { signalRef: roots.named('signal', config.name) }, [
      extensions(config.payload.length > 0 ? [tag('perennial:signal', {}, mappings('payload', config.payload))] : []),
    ]),
  error: (config: { code?: string; codeVariable?: string; messageVariable?: string }, roots) =>
    tag('bpmn:errorEventDefinition', {
      errorRef: config.code === undefined ? undefined : roots.named('error', config.code),
      'perennial:codeVariable': config.codeVariable,
      'perennial:messageVariable': config.messageVariable,
    }),
  escalation: (config: { code?: string }, roots) =>
    tag('bpmn:escalationEventDefinition', {
      escalationRef: config.code === undefined ? undefined : roots.named('escalation', config.code),
    }),
  conditional: (config: { condition: string }) =>
    tag('bpmn:conditionalEventDefinition', {}, [text('bpmn:condition', `= ${config.condition}`, formal)]),
  compensation: (config: CompensationConfig) =>
    tag('bpmn:compensateEventDefinition', { waitForCompletion: config.wait, activityRef: config.activity }),
  link: (config: { name: string }) => tag('bpmn:linkEventDefinition', { name: config.name }),
  terminate: () => tag('bpmn:terminateEventDefinition'),
  cancel: () => tag('bpmn:cancelEventDefinition'),
  none: () => '',
};

export const formal = attributes({ 'xsi:type': 'bpmn:tFormalExpression' });

export function writeTrigger(trigger: Trigger | undefined, roots: Roots): string {
  if (!trigger) return '';
  if (trigger.kind === 'multiple') {
    const { parts } = trigger.config as { parts: Trigger[] };
    return parts.map((part) => writeTrigger(part, roots)).join('');
  }
  const write = writers[trigger.kind];
  if (!write) throw new Error(`no XML for the trigger ${trigger.kind}`);
  return write(trigger.config as never, roots);
}

/** The `perennial:message` of an event definition, a send or a receive task. */
export function messageDetails({ correlationKey, timeToLive, payload }: MessageConfig): string {
  const key = correlationKey === undefined ? undefined : `= ${correlationKey}`;
  if (key === undefined && timeToLive === undefined && payload.length === 0) return '';
  return tag('perennial:message', { correlationKey: key, timeToLive }, mappings('payload', payload));
}

export function extensions(parts: string[]): string {
  const inside = parts.join('');
  return inside === '' ? '' : `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;
}
