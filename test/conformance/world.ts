import {
  type Actor,
  type Command,
  type CompiledPackage,
  type DecideContext,
  type Decision,
  defaultLimits,
  type Effect,
  type ElementInstance,
  type Fact,
  type InstanceState,
  type StartCommand,
  type Variables,
} from '../../engine/contract/index.ts';
import { startNames } from '../../engine/kernel/commands/entrance.ts';
import { decide } from '../../engine/kernel/decide.ts';
import { indexOf } from '../../engine/kernel/model-index.ts';

export interface Instance {
  state: InstanceState;
  facts: Fact[];
}

interface RunningJob {
  instance: string;
  effect: Extract<Effect, { type: 'runJob' }>;
  began: number;
  ends: number;
}

export interface JobWorker {
  ms(jobType: string): number;
  /** The job's result, or the BPMN error it throws. */
  finish(jobType: string): { output: Variables } | { error: string };
}

const tester: Actor = { id: 'tester', roles: [], groups: [] };
const maxRounds = 5_000;

/** Several instances of one package on a virtual clock: what runtime, relay and worker do in the product, in memory. */
export class World {
  readonly instances = new Map<string, Instance>();
  readonly startedAt = Date.UTC(2026, 0, 5, 9);
  now = this.startedAt;
  readonly #pkg: CompiledPackage;
  readonly #worker: JobWorker;
  #jobs: RunningJob[] = [];
  #messages: Extract<Effect, { type: 'publishMessage' }>[] = [];
  #signals: { from: string | undefined; name: string; payload: Variables; id: string }[] = [];
  #sent = 0;

  constructor(pkg: CompiledPackage, worker: JobWorker) {
    this.#pkg = pkg;
    this.#worker = worker;
  }

  start(process: string | undefined, variables: Variables, by: Pick<StartCommand, 'message' | 'signal'> = {}): Decision {
    const id = `i${this.instances.size + 1}`;
    return this.#decide(id, null, { type: 'start', instanceId: id, process, ...by, variables, records: [] });
  }

  command(instance: string, command: Command, actor = tester): Decision {
    return this.#decide(instance, this.instances.get(instance)?.state ?? null, command, actor);
  }

  context(actor = tester): DecideContext {
    return { now: this.now, actor, packages: { [this.#pkg.hash]: this.#pkg }, records: [], calendars: {}, limits: defaultLimits };
  }

  #decide(id: string, state: InstanceState | null, command: Command, actor = tester): Decision {
    const decision = decide(state, command, this.context(actor));
    if (!decision.ok) return decision;
    const known = this.instances.get(id);
    this.instances.set(id, { state: decision.state, facts: [...(known?.facts ?? []), ...decision.facts] });
    for (const effect of decision.effects) this.#carry(id, effect);
    return decision;
  }

  #carry(instance: string, effect: Effect): void {
    if (effect.type === 'runJob') {
      this.#jobs.push({ instance, effect, began: this.now, ends: this.now + this.#worker.ms(effect.jobType) });
    } else if (effect.type === 'cancelJob') {
      this.#jobs = this.#jobs.filter((job) => job.effect.job !== effect.job);
    } else if (effect.type === 'broadcastSignal') {
      this.#signals.push({ from: instance, name: effect.name, payload: effect.payload, id: effect.signalId });
    } else {
      this.#messages.push(effect);
    }
  }

  /** Everything that is due happens: jobs end, timers fire, messages find who waits for them. */
  settle(): void {
    for (let round = 0; round < maxRounds; round += 1) {
      if (!this.#finishJob() && !this.#tellSignal() && !this.#deliverPublished() && !this.#fireDue()) return;
    }
    throw new Error('the model does not come to rest');
  }

  advanceTo(instant: number): void {
    this.settle();
    for (let next = this.#nextDue(); next !== undefined && next <= instant; next = this.#nextDue()) {
      this.now = Math.max(this.now, next);
      this.settle();
    }
    this.now = Math.max(this.now, instant);
    this.settle();
  }

  #nextDue(): number | undefined {
    const dues = [...this.timers().map(({ timer }) => timer.dueAt), ...this.#jobs.map((job) => job.ends)];
    const later = dues.filter((due) => due > this.now);
    return later.length > 0 ? Math.min(...later) : undefined;
  }

  #finishJob(): boolean {
    const job = this.#jobs.find((each) => each.ends <= this.now);
    if (!job) return false;
    this.#jobs = this.#jobs.filter((each) => each !== job);
    const result = this.#worker.finish(job.effect.jobType);
    const name = job.effect.job;
    this.command(
      job.instance,
      'error' in result
        ? { type: 'failJob', job: name, error: { code: result.error, message: result.error, bpmnError: true }, retriesLeft: 0 }
        : { type: 'completeJob', job: name, output: result.output },
    );
    return true;
  }

  #fireDue(): boolean {
    const due = this.timers().find(({ timer }) => timer.dueAt <= this.now && !timer.parked);
    return due !== undefined && this.command(due.instance, { type: 'advance' }).ok;
  }

  #deliverPublished(): boolean {
    const position = this.#messages.findIndex((message) =>
      this.send(message.name, message.payload, message.correlationKey, message.messageId),
    );
    if (position < 0) return false;
    this.#messages.splice(position, 1);
    return true;
  }

  /** A signal from outside. */
  signal(name: string, payload: Variables): void {
    this.#signals.push({ from: undefined, name, payload, id: this.#messageId() });
  }

  /** To every other instance that waits for it, and to each process it starts. */
  #tellSignal(): boolean {
    const signal = this.#signals.shift();
    if (!signal) return false;
    const { from, name, payload, id } = signal;
    const waiting = this.subscriptions().filter((each) => each.kind === 'signal' && each.messageName === name && each.instance !== from);
    for (const instance of new Set(waiting.map((each) => each.instance))) {
      this.command(instance, { type: 'deliverSignal', signalId: id, name, payload });
    }
    for (const process of this.startersBy('signal', name)) this.start(process, {}, { signal: { name, payload } });
    return true;
  }

  /** Processes that begin by a message or signal of this name. */
  startersBy(kind: 'message' | 'signal', name: string): string[] {
    return this.#pkg.processes
      .filter((process) => startNames(indexOf(process)).some((each) => each.kind === kind && each.name === name))
      .map((process) => process.id);
  }

  /** Names that would start something, one entry for each place. */
  startSubscriptions(): string[] {
    return this.#pkg.processes.flatMap((process) => startNames(indexOf(process)).map((each) => each.name));
  }

  /** To everyone who waits for it (`limit` of them), else to a start event. False: nobody wants it. */
  send(name: string, payload: Variables, correlationKey = '', messageId = this.#messageId(), limit = 1): boolean {
    const waiting = this.subscriptions().filter(
      (each) => each.kind !== 'signal' && each.messageName === name && each.correlationKey === correlationKey,
    );
    for (const { instance, id } of waiting.slice(0, limit)) {
      this.command(instance, { type: 'deliverMessage', messageId: `${messageId}:${id}`, name, correlationKey, payload, subscription: id });
    }
    if (waiting.length > 0) return true;
    const [starter] = this.startersBy('message', name);
    return starter !== undefined && this.start(starter, {}, { message: { name, payload } }).ok;
  }

  #messageId(): string {
    this.#sent += 1;
    return `m${this.#sent}`;
  }

  open(): [string, Instance][] {
    return [...this.instances].filter(([, { state }]) => state.status === 'open');
  }

  live(): { instance: string; element: ElementInstance }[] {
    return this.open().flatMap(([instance, { state }]) => Object.values(state.elements).map((element) => ({ instance, element })));
  }

  timers() {
    return this.live().flatMap(({ instance, element }) => (element.timers ?? []).map((timer) => ({ instance, timer })));
  }

  subscriptions() {
    return this.live().flatMap(({ instance, element }) => (element.subscriptions ?? []).map((each) => ({ instance, ...each })));
  }

  facts(): Fact[] {
    return [...this.instances.values()].flatMap((instance) => instance.facts);
  }

  /** Makes one timer due now, whatever its clock says, and lets it fire. */
  fire(element: string): boolean {
    const found = this.timers().find(({ timer }) => timer.element === element);
    const instance = found && this.instances.get(found.instance);
    if (!found || !instance) return false;
    const state = structuredClone(instance.state);
    for (const each of Object.values(state.elements)) {
      for (const timer of each.timers ?? []) if (timer.id === found.timer.id) timer.dueAt = this.now;
    }
    this.instances.set(found.instance, { ...instance, state });
    return this.command(found.instance, { type: 'advance' }).ok;
  }
}
