import type { CompiledElement } from '../../contract/process.ts';
import type { ScriptTaskConfig } from '../../elements/script-task/config.ts';
import type { SendTaskConfig } from '../../elements/send-task/config.ts';
import type { UserTaskConfig } from '../../elements/user-task/config.ts';
import type { MessageConfig } from '../../triggers/message/config.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { TimerConfig } from '../../triggers/timer/config.ts';

export interface Asked {
  text: string;
  /** Names that are there only for this expression. */
  own: string[];
  /** Asked before a repetition begins: its own names are not there yet. */
  beforeRounds?: boolean;
}

/** Kinds whose outputs are read from what came from elsewhere: a message, a job, a called process, a form. */
const brings = new Set(['service-task', 'send-task', 'receive-task', 'call-activity', 'user-task', 'sub-process', 'ad-hoc-sub-process']);

/**
 * The FEEL of an element that stops the case where a name in it is missing. Conditional events and what ends an ad-hoc subprocess are left
 * out: there a name that is not set yet only means no.
 */
export function askedBy(element: CompiledElement): Asked[] {
  const asked: Asked[] = [];
  const put = (text: string | undefined, own: string[] = []) => {
    if (text !== undefined && text !== '') asked.push({ text, own });
  };
  const formula = (text: string | undefined) => put(text?.startsWith('=') ? text.slice(1) : undefined);
  for (const { source } of element.inputs) put(source);
  if (!brings.has(element.kind) && triggersIn(element).every(({ kind }) => kind === 'none' || kind === 'timer'))
    for (const { source } of element.outputs) put(source);
  const { loop } = element;
  if (loop?.kind === 'standard') put(loop.condition);
  else if (loop) {
    for (const text of [loop.collection, loop.cardinality]) if (text !== undefined) asked.push({ text, own: [], beforeRounds: true });
    put(loop.completion);
  }
  for (const { kind, config } of triggersIn(element)) {
    if (kind === 'timer') for (const text of Object.values(config as TimerConfig)) formula(text);
    if (kind === 'message' || kind === 'signal') message(config as MessageConfig, put, formula);
  }
  if (element.kind === 'user-task') userTask(element.config as UserTaskConfig, put, formula);
  if (element.kind === 'script-task') put((element.config as ScriptTaskConfig).script);
  if (element.kind === 'service-task' || element.kind === 'send-task') {
    const { job, message: sent } = element.config as SendTaskConfig;
    const before: string[] = [];
    for (const { source, target } of job?.input ?? []) {
      put(source, [...before]);
      before.push(target);
    }
    if (sent) message(sent, put, formula);
  }
  return asked;
}

type Put = (text: string | undefined, own?: string[]) => void;

function message({ name, correlationKey, payload }: MessageConfig, put: Put, formula: Put): void {
  formula(name);
  put(correlationKey);
  const before: string[] = [];
  for (const { source, target } of payload) {
    put(source, [...before]);
    before.push(target);
  }
}

function userTask({ assignee, priority, followUp, candidateGroups, deadline }: UserTaskConfig, put: Put, formula: Put): void {
  for (const text of [assignee, priority, followUp, candidateGroups.rule]) put(text);
  formula(deadline?.due);
}
