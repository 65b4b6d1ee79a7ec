import type { CompiledElement, LoopDefinition, Trigger } from '../../engine/contract/index.ts';
import type { AdHocSubProcessConfig } from '../../engine/elements/ad-hoc-sub-process/config.ts';
import { elements as kinds } from '../../engine/elements/index.ts';
import type { JobConfig } from '../../engine/elements/service-task/config.ts';
import type { UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import type { MessageConfig } from '../../engine/triggers/message/config.ts';
import { extensions, formal, messageDetails, writeTrigger } from './write-trigger.ts';
import { mappings, type Roots, tag, text } from './write-xml.ts';

/** What one element's kind adds to its tag. */
interface Own {
  attributes?: { [name: string]: string | number | boolean | undefined };
  extensions?: string[];
  inside?: string[];
}

type Write = (config: never, roots: Roots, element: CompiledElement) => Own;

const writers: { [kind: string]: Write } = {
  'start-event': (config: { interrupting: boolean; form?: string }) => ({
    attributes: { isInterrupting: config.interrupting, 'perennial:startForm': config.form },
  }),
  'end-event': (config: { outcome?: string }) => ({ attributes: { 'perennial:outcome': config.outcome } }),
  'boundary-event': (config: { attachedTo: string; interrupting: boolean }) => ({
    attributes: { attachedToRef: config.attachedTo, cancelActivity: config.interrupting },
  }),
  'user-task': (config: UserTaskConfig) => userTask(config),
  'service-task': (config: { job?: JobConfig | null }) => ({ extensions: [job(config.job)] }),
  'send-task': (config: { job?: JobConfig; message?: MessageConfig }, roots) =>
    config.message ? messageTask(config.message, roots) : { extensions: [job(config.job)] },
  'receive-task': (config: { instantiate: boolean }, roots, element) => {
    const { attributes: of, ...rest } = messageTask(element.trigger?.config as MessageConfig, roots);
    return { ...rest, attributes: { ...of, instantiate: config.instantiate } };
  },
  'script-task': (config: { script: string; resultVariable?: string }) => ({
    attributes: { 'perennial:resultVariable': config.resultVariable, scriptFormat: 'feel' },
    inside: [text('bpmn:script', `= ${config.script}`)],
  }),
  'business-rule-task': (config: { decision: string; resultVariable: string }) => ({
    attributes: { 'perennial:decision': config.decision, 'perennial:decisionResult': config.resultVariable },
  }),
  'call-activity': (config: { calledProcess: string; propagateAll: boolean }) => ({
    attributes: { calledElement: config.calledProcess, 'perennial:propagateAll': config.propagateAll },
  }),
  'sub-process': (config: { triggeredByEvent: boolean }) => ({ attributes: { triggeredByEvent: config.triggeredByEvent } }),
  'ad-hoc-sub-process': (config: AdHocSubProcessConfig) => ({
    attributes: {
      ordering: config.ordering === 'sequential' ? 'Sequential' : 'Parallel',
      cancelRemainingInstances: config.cancelRemaining,
      'perennial:begins': config.begins,
    },
    inside: [condition('bpmn:completionCondition', config.completionCondition)],
  }),
  'complex-gateway': (config: { activationCondition?: string }) => ({
    inside: [condition('bpmn:activationCondition', config.activationCondition)],
  }),
  'event-based-gateway': (config: { instantiate: boolean; parallel: boolean }) => ({
    attributes: { instantiate: config.instantiate, eventGatewayType: config.parallel ? 'Parallel' : 'Exclusive' },
  }),
};

const tagOf = new Map(kinds.map(({ kind, bpmnType }) => [kind, `bpmn:${bpmnType.charAt(5).toLowerCase()}${bpmnType.slice(6)}`]));

/** One flow node; `inside` = what its container holds, for subprocesses. */
export function writeElement(element: CompiledElement, roots: Roots, inside: string[] = []): string {
  const { id, kind, name, stage, trigger, loop } = element;
  const own = writers[kind]?.(element.config as never, roots, element) ?? {};
  const io = [...mappings('input', element.inputs), ...mappings('output', element.outputs)];
  const isEvent = kind.endsWith('-event');
  return tag(
    tagOf.get(kind) as string,
    {
      ...{ id, name, default: element.defaultFlow, 'perennial:stage': stage },
      ...{ startQuantity: element.startQuantity, completionQuantity: element.completionQuantity },
      ...{ isForCompensation: element.forCompensation, ...own.attributes },
      ...(trigger?.kind === 'multiple' && (trigger.config as { parallel: boolean }).parallel ? { parallelMultiple: true } : {}),
    },
    [
      extensions([...(own.extensions ?? []), ...(io.length > 0 ? [tag('perennial:ioMapping', {}, io)] : [])]),
      isEvent ? writeTrigger(trigger, roots) : '',
      loop ? writeLoop(loop, roots) : '',
      ...(own.inside ?? []),
      ...inside,
    ],
  );
}

function userTask(config: UserTaskConfig): Own {
  const { candidateGroups, deadline, outcomes } = config;
  const groups = candidateGroups.rule === undefined ? candidateGroups.names.join(', ') : `= ${candidateGroups.rule}`;
  return {
    attributes: {
      ...{ 'perennial:candidateGroups': groups || undefined, 'perennial:due': deadline?.due, 'perennial:warn': deadline?.warn },
    },
    extensions: [
      deadline?.alerts.length
        ? tag(
            'perennial:alerts',
            {},
            deadline.alerts.map(({ at, to, level }) => tag('perennial:alert', { at, to, level })),
          )
        : '',
      outcomes.length
        ? tag(
            'perennial:outcomes',
            { variable: config.outcomeVariable },
            outcomes.map(({ value, name }) => tag('perennial:outcome', { value, name: String(name) })),
          )
        : '',
    ],
  };
}

function job(config: JobConfig | null | undefined): string {
  if (!config) return '';
  const { jobType, retry, input, output, holdMs } = config;
  const iso = (ms: number) => `PT${ms / 1000}S`;
  return tag(
    'perennial:job',
    {
      ...{ type: jobType, retries: retry.maxAttempts, firstDelay: iso(retry.firstDelayMs), timeout: iso(retry.timeoutMs) },
      ...{ totalTimeout: iso(retry.totalTimeoutMs), hold: holdMs === undefined ? undefined : iso(holdMs) },
    },
    [...mappings('input', input), ...mappings('output', output)],
  );
}

function messageTask(message: MessageConfig, roots: Roots): Own {
  return { attributes: { messageRef: roots.message(message.name) }, extensions: [messageDetails(message)] };
}

function condition(name: string, feel: string | undefined): string {
  return text(name, feel === undefined ? undefined : `= ${feel}`, formal);
}

function writeLoop(loop: LoopDefinition, roots: Roots): string {
  if (loop.kind === 'standard') {
    const inside = [condition('bpmn:loopCondition', loop.condition)];
    return tag('bpmn:standardLoopCharacteristics', { testBefore: loop.testBefore, loopMaximum: loop.maximum }, inside);
  }
  const [event] = loop.events;
  const thrown = event && roots.definition(writeTrigger(event.trigger as Trigger, roots));
  const how = event?.at === 'first' ? { behavior: 'One', oneBehaviorEventRef: thrown } : { behavior: 'None', noneBehaviorEventRef: thrown };
  const collection = loop.collection === undefined ? undefined : `= ${loop.collection}`;
  const outputItem = loop.outputItem === undefined ? undefined : `= ${loop.outputItem}`;
  return tag(
    'bpmn:multiInstanceLoopCharacteristics',
    {
      ...{ isSequential: loop.sequential, 'perennial:collection': collection, 'perennial:item': loop.item, ...(event ? how : {}) },
      ...{ 'perennial:outputCollection': loop.outputCollection, 'perennial:outputItem': outputItem },
    },
    [condition('bpmn:loopCardinality', loop.cardinality), condition('bpmn:completionCondition', loop.completion)],
  );
}
