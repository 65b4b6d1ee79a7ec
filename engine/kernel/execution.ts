import type {
  Chain,
  CompiledElement,
  CompiledPackage,
  DecideContext,
  Effect,
  ElementInstance,
  Fact,
  FactBody,
  Incident,
  InstanceState,
  Rejection,
  Variables,
} from '../contract/index.ts';
import { storable } from '../text/storable.ts';
import { continueRun } from '../traits/compensation/run.ts';
import { foldInto, unborn } from './apply-fact.ts';
import { ChildIndex } from './child-index.ts';
import { checkConditions } from './conditions.ts';
import { Data } from './data.ts';
import { enter } from './enter.ts';
import type { Failure } from './failure.ts';
import { type ProcessIndex, processIn } from './model-index.ts';
import { type Entry, type Moving, MovingQueue, type Signal } from './moving.ts';
import { RecordChanges } from './records.ts';
import { closeEmptyScopes, joinWaiting } from './settle.ts';
import { receive } from './signals.ts';
import { Standing } from './standing.ts';
import { StateDraft } from './state-draft.ts';
import { LiveVisit } from './visit.ts';

/** How far the command may go and whom it must answer. */
export interface Manner {
  /** A person asked for it and waits for the answer: a guard refuses the whole command. Else it becomes an incident. */
  asked: boolean;
  /** Rights and stage guards are overridden. */
  overridden: boolean;
}

/**
 * One command being decided: the state in work, the facts and effects so far, the tokens on their way. Facts are the only way
 * it changes state. Lives for one call of `decide`.
 */
export class Execution {
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];
  readonly reply: { [key: string]: number | string | boolean | null } = {};
  readonly ctx: DecideContext;
  /** As the command found it. */
  readonly before: InstanceState | null;
  readonly data: Data;
  readonly records: RecordChanges;
  readonly children = new ChildIndex();
  readonly standing = new Standing();
  readonly manner: Manner = { asked: true, overridden: false };
  /** Set once; nothing of this execution is kept then. */
  rejection: Rejection | null = null;
  /** Fact that the next ones follow from; 0 = the command. */
  cause = 0;
  /** What moves now goes on with it; absent = it begins one by what it throws. */
  chain: Chain | undefined;
  /** Timer by whose firing things move now; absent = by nothing of the kind. */
  fired: number | undefined;
  /** Signals and messages thrown by this command, by chain. */
  readonly thrown = new Map<string, number>();
  /** Scopes that may have nothing left in them. */
  readonly maybeEmpty = new Set<number>();
  /** Scopes about to be entered by hand: where they begin instead of at their start events. */
  readonly placed = new Map<string, { element: string; variables?: Variables }[]>();
  /** Instances that compensated something and failed, or went on by an event at their edge: that is not tried again by itself. */
  readonly tried = new Set<number>();
  /** Element that ended last without a successor: how the case ended. */
  lastEnd: CompiledElement | null = null;
  private draft: StateDraft | null;
  private steps = 0;
  private still = false;
  private readonly moving = new MovingQueue();
  private readonly processes = new Map<number, ProcessIndex>();

  constructor(state: InstanceState | null, ctx: DecideContext) {
    this.ctx = ctx;
    this.before = state;
    this.chain = ctx.chain;
    this.draft = state && new StateDraft(state);
    this.data = new Data(this);
    this.records = new RecordChanges(this);
    if (state) this.children.build(state);
  }

  get state(): InstanceState {
    if (!this.draft) throw new Error('the instance does not exist yet');
    return this.draft.state;
  }

  get now(): number {
    return this.ctx.now;
  }

  /** Id of the instance's own scope. */
  get root(): number {
    return Number(Object.keys(this.state.elements)[0]);
  }

  instance(id: number): ElementInstance | undefined {
    return this.state.elements[id];
  }

  /** Number the next fact will have: ids of what it creates. */
  get nextNumber(): number {
    return (this.draft?.state.factNumber ?? 0) + 1;
  }

  /** Takes the body over: it becomes the fact. */
  emit(body: FactBody): number {
    const { actor, now } = this.ctx;
    // Filled in place: copying the body costs half of a command's time.
    const fact = body as Fact;
    fact.number = this.nextNumber;
    fact.at = now;
    fact.actor = actor.id;
    fact.cause = this.cause;
    if (actor.team !== undefined) fact.team = actor.team;
    this.draft ??= new StateDraft(unborn(fact));
    this.data.precede(fact);
    foldInto(this.draft, fact);
    this.facts.push(fact);
    if (fact.type === 'stepUndone') this.children.build(this.state);
    else this.children.follow(fact);
    this.data.follow(fact);
    if (fact.type === 'instanceMigrated' || fact.type === 'migrationUndone') this.processes.clear();
    return fact.number;
  }

  effect(effect: Effect): void {
    this.effects.push(effect);
  }

  enqueue(entry: Omit<Entry, 'kind' | 'chain'>): void {
    this.moving.push({ kind: 'token', ...entry, chain: this.chain });
    this.children.expect(entry.scope);
  }

  spread(signal: Omit<Signal, 'kind'>): void {
    this.moving.push({ kind: 'signal', ...signal });
  }

  /** Whoever asked for compensation goes on, after what moves already. */
  goOn(holder: number): void {
    this.moving.push({ kind: 'compensation', holder, cause: this.cause, chain: this.chain });
  }

  /** Takes back the tokens on their way into a scope that is being terminated. */
  forget(scope: number): void {
    for (const { element } of this.moving.forget(scope)) {
      this.children.arrived(scope);
      this.displace(element);
    }
  }

  /** The scope is not entered any more: neither are those it was to lead to. */
  private displace(scope: string): void {
    const inside = this.placed.get(scope);
    this.placed.delete(scope);
    for (const { element } of inside ?? []) this.displace(element);
  }

  /** One more element is activated: how many that makes in this command. */
  step(): number {
    this.steps += 1;
    return this.steps;
  }

  /** True when this command has used up its steps: what repeats by itself stops here. */
  get spent(): boolean {
    return this.steps >= this.ctx.limits.steps;
  }

  /** Whatever was set moving by this command stays where it is: its state is decided. */
  keepStill(): void {
    this.still = true;
  }

  /** Moves every token until nothing moves by itself any more. */
  run(): void {
    if (this.still) return;
    do {
      for (let moving = this.moving.shift(); moving && !this.rejection; moving = this.moving.shift()) this.move(moving);
    } while (!this.rejection && (checkConditions(this) || joinWaiting(this) || closeEmptyScopes(this)));
  }

  private move(moving: Moving): void {
    this.chain = moving.chain;
    if (moving.kind === 'token') {
      this.children.arrived(moving.scope);
      enter(this, moving);
      return;
    }
    this.cause = moving.cause;
    if (moving.kind === 'signal') receive(this, moving.name, moving.payload);
    else continueRun(this, moving.holder);
  }

  reject(rejection: Rejection): void {
    this.rejection ??= rejection;
  }

  raise(failure: Failure, trigger: Incident['trigger']): number {
    const id = trigger.elementInstance;
    const element = id === undefined ? undefined : this.instance(id)?.element;
    return this.emit({
      type: 'incidentRaised',
      version: 1,
      incident: {
        code: failure.code,
        message: storable(failure.message),
        ...(element === undefined ? {} : { element }),
        ...(id === undefined ? {} : { elementInstance: id }),
        trigger,
      },
    });
  }

  visit(id: number): LiveVisit {
    return new LiveVisit(this, id);
  }

  /** The process an element instance belongs to. For a process scope: that process. */
  processOf(id: number): ProcessIndex {
    const known = this.processes.get(id);
    if (known) return known;
    const instance = this.instance(id);
    if (!instance) throw new Error(`element instance ${id} is gone`);
    const index = processIn(this.packageOf(instance), instance.process);
    if (!index) throw new Error(`package has no process ${instance.process}`);
    this.processes.set(id, index);
    return index;
  }

  elementOf(instance: ElementInstance): CompiledElement | undefined {
    return isProcessScope(instance) ? undefined : this.processOf(instance.id).element(instance.element);
  }

  packageHashOf(instance: ElementInstance): string {
    for (let at: ElementInstance | undefined = instance; at; at = at.parent === null ? undefined : this.instance(at.parent)) {
      if (at.packageHash !== undefined) return at.packageHash;
    }
    return this.state.packageHash;
  }

  packageOf(instance: ElementInstance): CompiledPackage {
    return this.packageBy(this.packageHashOf(instance));
  }

  packageBy(hash: string): CompiledPackage {
    const pkg = Object.hasOwn(this.ctx.packages, hash) ? this.ctx.packages[hash] : undefined;
    if (!pkg) throw new Error(`package ${hash} is not in the context`);
    return pkg;
  }
}

/** The scope of a process: the root, or the inside of a call activity. */
export function isProcessScope(instance: ElementInstance): boolean {
  return instance.element === instance.process;
}
