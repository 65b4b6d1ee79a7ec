import type {
  CompiledElement,
  CompiledPackage,
  CompiledProcess,
  LoopDefinition,
  Mapping,
  SequenceFlow,
  Trigger,
} from '../../contract/index.ts';
import type { AdHocSubProcessConfig } from '../../elements/ad-hoc-sub-process/config.ts';
import type { CallBinding } from '../../elements/call-activity/config.ts';
import type { JobConfig } from '../../elements/service-task/config.ts';
import type { UserTaskConfig } from '../../elements/user-task/config.ts';
import type { CompensationConfig } from '../../triggers/compensation/config.ts';
import type { MessageConfig } from '../../triggers/message/config.ts';
import type { TimerConfig } from '../../triggers/timer/config.ts';

/** What any element may be given besides what is particular to its kind. */
export interface Common {
  name?: string;
  stage?: string;
  lane?: string;
  /** target -> FEEL. */
  inputs?: { [target: string]: string };
  outputs?: { [target: string]: string };
  loop?: LoopDefinition;
  startQuantity?: number;
  completionQuantity?: number;
  forCompensation?: boolean;
}

export interface FlowOptions {
  id?: string;
  condition?: string;
  /** The source's default flow. */
  default?: boolean;
}

export type EventTrigger =
  | 'none'
  | 'terminate'
  | { timer: TimerConfig }
  | { message: string | Partial<MessageConfig> }
  | { signal: string }
  | { escalation: string | null }
  | { condition: string }
  | { link: string }
  | { compensate: Partial<CompensationConfig> }
  | 'cancel'
  | { any: EventTrigger[] }
  | { all: EventTrigger[] }
  | { error: string | null; codeVariable?: string; messageVariable?: string };

/**
 * Builds a compiled process in code, so that tests of the kernel need no XML:
 * `process('order').startEvent('s').userTask('check').endEvent('e').chain('s', 'check', 'e')`.
 */
export class ProcessBuilder {
  private readonly id: string;
  private readonly scope: string;
  private readonly elements: CompiledElement[];
  private readonly flows: SequenceFlow[];

  constructor(id: string, scope = id, elements: CompiledElement[] = [], flows: SequenceFlow[] = []) {
    this.id = id;
    this.scope = scope;
    this.elements = elements;
    this.flows = flows;
  }

  startEvent(id: string, trigger: EventTrigger = 'none', options: Common & { interrupting?: boolean } = {}): this {
    return this.add('start-event', id, { interrupting: options.interrupting ?? true }, options, triggerOf(trigger));
  }

  endEvent(id: string, trigger: EventTrigger = 'none', options: Common & { outcome?: string } = {}): this {
    return this.add('end-event', id, { outcome: options.outcome }, options, triggerOf(trigger));
  }

  catchEvent(id: string, trigger: EventTrigger, options: Common = {}): this {
    return this.add('intermediate-catch-event', id, {}, options, triggerOf(trigger));
  }

  throwEvent(id: string, trigger: EventTrigger = 'none', options: Common = {}): this {
    return this.add('intermediate-throw-event', id, {}, options, triggerOf(trigger));
  }

  boundaryEvent(id: string, attachedTo: string, trigger: EventTrigger, options: Common & { interrupting?: boolean } = {}): this {
    this.find(attachedTo).boundary.push(id);
    return this.add('boundary-event', id, { attachedTo, interrupting: options.interrupting ?? true }, options, triggerOf(trigger));
  }

  userTask(
    id: string,
    config: Partial<Omit<UserTaskConfig, 'candidateGroups'>> & { groups?: string[]; groupRule?: string } = {},
    options: Common = {},
  ): this {
    const { groups, groupRule, ...rest } = config;
    const full: UserTaskConfig = {
      candidateGroups: { names: groups ?? [], rule: groupRule },
      outcomes: [],
      outcomeVariable: 'outcome',
      requiredFields: [],
      checklist: [],
      evidence: [],
      ...rest,
    };
    return this.add('user-task', id, full, options);
  }

  serviceTask(id: string, job: Partial<JobConfig> | null = {}, options: Common = {}): this {
    return this.add('service-task', id, { job: job && jobOf(job) }, options);
  }

  sendTask(id: string, config: { job?: Partial<JobConfig>; message?: Partial<MessageConfig> }, options: Common = {}): this {
    const { job, message } = config;
    return this.add('send-task', id, { job: job && jobOf(job), message: message && messageOf(message) }, options);
  }

  receiveTask(id: string, message: string | Partial<MessageConfig>, options: Common & { instantiate?: boolean } = {}): this {
    return this.add('receive-task', id, { instantiate: options.instantiate ?? false }, options, triggerOf({ message }));
  }

  scriptTask(id: string, script: string, resultVariable?: string, options: Common = {}): this {
    return this.add('script-task', id, { script, resultVariable }, options);
  }

  businessRuleTask(id: string, decision: string, resultVariable: string, options: Common = {}): this {
    return this.add('business-rule-task', id, { decision, resultVariable }, options);
  }

  task(id: string, options: Common = {}): this {
    return this.add('task', id, {}, options);
  }

  manualTask(id: string, options: Common = {}): this {
    return this.add('manual-task', id, {}, options);
  }

  callActivity(id: string, calledProcess: string, options: Common & { propagateAll?: boolean; binding?: CallBinding } = {}): this {
    const { propagateAll = false, binding } = options;
    return this.add('call-activity', id, { calledProcess, propagateAll, ...(binding ? { binding } : {}) }, options);
  }

  subProcess(id: string, inside: (builder: ProcessBuilder) => unknown, options: Common & { triggeredByEvent?: boolean } = {}): this {
    this.add('sub-process', id, { triggeredByEvent: options.triggeredByEvent ?? false }, options);
    inside(new ProcessBuilder(this.id, id, this.elements, this.flows));
    return this;
  }

  transaction(id: string, inside: (builder: ProcessBuilder) => unknown, options: Common = {}): this {
    this.add('transaction', id, {}, options);
    inside(new ProcessBuilder(this.id, id, this.elements, this.flows));
    return this;
  }

  adHoc(id: string, config: Partial<AdHocSubProcessConfig>, inside: (builder: ProcessBuilder) => unknown, options: Common = {}): this {
    this.add('ad-hoc-sub-process', id, { ordering: 'parallel', cancelRemaining: true, ...config }, options);
    inside(new ProcessBuilder(this.id, id, this.elements, this.flows));
    return this;
  }

  complex(id: string, activationCondition?: string, options: Common = {}): this {
    return this.add('complex-gateway', id, activationCondition === undefined ? {} : { activationCondition }, options);
  }

  exclusive(id: string, options: Common = {}): this {
    return this.add('exclusive-gateway', id, {}, options);
  }

  parallel(id: string, options: Common = {}): this {
    return this.add('parallel-gateway', id, {}, options);
  }

  inclusive(id: string, options: Common = {}): this {
    return this.add('inclusive-gateway', id, {}, options);
  }

  eventBased(id: string, options: Common = {}): this {
    return this.add('event-based-gateway', id, { instantiate: false, parallel: false }, options);
  }

  flow(source: string, target: string, options: FlowOptions = {}): this {
    const from = this.find(source);
    const id = options.id ?? freeId(this.flows, `${source}->${target}`);
    this.flows.push({ id, source, target, ...(options.condition === undefined ? {} : { condition: options.condition }) });
    from.outgoing.push(id);
    this.find(target).incoming.push(id);
    if (options.default) from.defaultFlow = id;
    return this;
  }

  /** Unconditional flows along the ids. */
  chain(...ids: string[]): this {
    for (let next = 1; next < ids.length; next += 1) this.flow(ids[next - 1] as string, ids[next] as string);
    return this;
  }

  build(): CompiledProcess {
    return { id: this.id, isExecutable: true, elements: this.elements, flows: this.flows };
  }

  private add(kind: string, id: string, config: unknown, options: Common, trigger?: Trigger): this {
    this.elements.push({
      id,
      kind,
      scope: this.scope,
      incoming: [],
      outgoing: [],
      boundary: [],
      inputs: mappings(options.inputs),
      outputs: mappings(options.outputs),
      config,
      ...(options.loop === undefined ? {} : { loop: options.loop }),
      ...(options.startQuantity === undefined ? {} : { startQuantity: options.startQuantity }),
      ...(options.completionQuantity === undefined ? {} : { completionQuantity: options.completionQuantity }),
      ...(options.forCompensation === undefined ? {} : { forCompensation: options.forCompensation }),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(options.stage === undefined ? {} : { stage: options.stage }),
      ...(options.lane === undefined ? {} : { lane: options.lane }),
      ...(trigger === undefined ? {} : { trigger }),
    });
    return this;
  }

  private find(id: string): CompiledElement {
    const found = this.elements.find((element) => element.id === id);
    if (!found) throw new Error(`${id} is not in the process yet`);
    return found;
  }
}

export function process(id = 'main'): ProcessBuilder {
  return new ProcessBuilder(id);
}

/** A package of the processes; the first is its main one. */
export function packageOf(processes: ProcessBuilder | ProcessBuilder[], more: Partial<CompiledPackage> = {}): CompiledPackage {
  const built = [processes].flat().map((builder) => builder.build());
  return {
    format: 1,
    compilerVersion: 1,
    key: 'test',
    hash: 'hash-1',
    name: 'Test',
    mainProcess: built[0]?.id ?? 'main',
    processes: built,
    recordTypes: [],
    stages: [],
    forms: [],
    decisions: [],
    calendars: [],
    texts: {},
    ...more,
  };
}

function triggerOf(trigger: EventTrigger): Trigger {
  if (typeof trigger === 'string') return { kind: trigger, config: {} };
  if ('timer' in trigger) return { kind: 'timer', config: trigger.timer };
  if ('signal' in trigger) return { kind: 'signal', config: { name: trigger.signal, payload: [] } };
  if ('escalation' in trigger) return { kind: 'escalation', config: trigger.escalation === null ? {} : { code: trigger.escalation } };
  if ('condition' in trigger) return { kind: 'conditional', config: { condition: trigger.condition } };
  if ('link' in trigger) return { kind: 'link', config: { name: trigger.link } };
  if ('compensate' in trigger) return { kind: 'compensation', config: { wait: true, ...trigger.compensate } };
  if ('any' in trigger) return { kind: 'multiple', config: { parallel: false, parts: trigger.any.map(triggerOf) } };
  if ('all' in trigger) return { kind: 'multiple', config: { parallel: true, parts: trigger.all.map(triggerOf) } };
  if ('message' in trigger) return { kind: 'message', config: messageOf(trigger.message) };
  const { error, ...variables } = trigger;
  return { kind: 'error', config: { ...(error === null ? {} : { code: error }), ...variables } };
}

function messageOf(message: string | Partial<MessageConfig>): MessageConfig {
  return typeof message === 'string' ? { name: message, payload: [] } : { name: 'message', payload: [], ...message };
}

function jobOf(job: Partial<JobConfig>): JobConfig {
  const retry = { maxAttempts: 3, firstDelayMs: 1_000, backoff: 2, timeoutMs: 10_000, totalTimeoutMs: 60_000 };
  return { jobType: 'do', input: [], output: [], retry, ...job };
}

function mappings(by: { [target: string]: string } | undefined): Mapping[] {
  return Object.entries(by ?? {}).map(([target, source]) => ({ source, target }));
}

function freeId(flows: SequenceFlow[], wanted: string): string {
  let id = wanted;
  for (let number = 2; flows.some((flow) => flow.id === id); number += 1) id = `${wanted}#${number}`;
  return id;
}
