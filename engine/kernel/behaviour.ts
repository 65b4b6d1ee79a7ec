import type { ConditionState, Effect, FactBody, Json, SubscriptionState, TimerState, Variables } from '../contract/index.ts';
import type { CalendarDefinition, CompiledElement, CompiledPackage, Mapping, OutsideCall } from '../contract/process.ts';
import type { ElementInstance } from '../contract/state.ts';
import type { Failure, Result } from './failure.ts';
import type { NewJob } from './jobs.ts';

/**
 * What one kind of element does when it runs. Every hook is optional; an element writes only what differs.
 *
 * The kernel leads: token arrives (`join`) -> `activate` -> the element waits (timer, message, job, person) or completes
 * -> `leave` chooses the flows -> their targets are entered. Hooks change nothing themselves: they emit facts through the
 * visit, and the kernel folds each at once. A hook **evaluates everything first and emits afterwards**, so that one that
 * returns a `Failure` has emitted nothing; the kernel then raises an incident that parks exactly this hook, and
 * `retryIncident` calls it again.
 */
export interface Behaviour<Config = unknown> {
  /**
   * How tokens meet before the element is activated. Absent: each token activates an instance of its own.
   * `arrival`: asked as soon as a token arrives. `quiet`: asked when nothing in the instance moves any more, because the answer
   * depends on where the other tokens are.
   */
  join?: {
    when: 'arrival' | 'quiet';
    /** Having joined it waits for the tokens of the other flows, and resets: asked at every arrival, and again when nothing moves. */
    twoPhases?: true;
    /** Start takes a token of each flow that has one, reset those of the flows still waited for; null: not yet. */
    decide(waiting: WaitingTokens): Result<'start' | 'reset' | null>;
  };

  /**
   * The element instance exists, its inputs are local variables. May complete at once (`visit.complete()`), create a task or a
   * job, arm timers or open subscriptions (then it waits), or enter an inner scope. Boundary events are armed right after it,
   * if the instance still lives.
   */
  activate?(visit: Visit<Config>): Failure | undefined;

  /** A timer of this element instance fired whose `element` is the element itself or, at an event-based gateway, one of its targets. */
  onTimer?(visit: Visit<Config>, timer: TimerState): void;

  /** A condition it waited for has become true. Absent: completes. */
  onCondition?(visit: Visit<Config>, condition: ConditionState): void;

  /** A message or signal came for a subscription of this element instance. Next: usually `visit.complete()` with the payload. */
  onMessage?(visit: Visit<Config>, subscription: SubscriptionState, payload: Variables): void;

  /** What the element's job would be now; read anew when a job that gave up is run again. `given`: its input, which is not read then. */
  planJob?(visit: Visit<Config>, given?: Variables): Result<NewJob>;

  /** The job ended well. Absent: completes with the output as variables. Called again with the same output after an incident. */
  onJob?(visit: Visit<Config>, output: Variables): Failure | undefined;

  /** An event subprocess in a scope has ended all else in it. */
  onInterrupted?(visit: Visit<Config>): void;

  /**
   * Something in a scope has completed, or nothing is left in it: is it done? Begins what is next in it, or completes. Absent: completes when
   * nothing is left.
   */
  settle?(visit: Visit<Config>): Failure | undefined;

  /**
   * Ids of the flows that get a token, in order. Absent: unconditional ones and those whose condition holds, else the default
   * (`leaveByConditions`). Evaluated after the outputs are written.
   */
  leave?(visit: Visit<Config>): Result<string[]>;

  /** True for elements that hold inner element instances: `activate` enters them, `settle` ends them. */
  isScope?: boolean;
}

/** What one kind of event trigger does, wherever it stands (start, catch, boundary, throw, end). */
export interface TriggerBehaviour<Config = unknown> {
  /** What makes a catching event wait. Absent or nothing: it is not waited for (none passes at once, an error looks for its catcher). */
  arm?(config: Config, place: Place, element: CompiledElement): Result<Armed[]>;
  /** A throwing or ending event. May complete the visit; if it does not, the event does so, unless its instance is gone. */
  throw?(config: Config, visit: Visit): Failure | undefined;
}

/** What waits for an event: written into the element instance that waits, under the element the event stands on. */
export type Armed =
  | { timer: Omit<TimerState, 'id'> }
  | { subscription: Omit<SubscriptionState, 'id'> }
  | { condition: Omit<ConditionState, 'id'> };

/** Tokens waiting at a joining gateway of one scope instance. */
export interface WaitingTokens {
  gateway: CompiledElement;
  /** Tokens waiting on this incoming flow. */
  count(flow: string): number;
  /** Elements of the same scope that hold a token now: live element instances, and gateways where tokens wait (this one too). */
  occupied(): Iterable<string>;
  /** Second phase: incoming flows that had no token in the first. */
  resetting?: string[];
  /** Nothing in the instance moves now. */
  quiet: boolean;
  /** FEEL as seen from the scope. */
  evaluate(text: string, extra: Variables): Result<Json>;
  /** Elements of this scope from which `flow` can be reached without passing the gateway itself (that of the token included). */
  upstream(flow: string): ReadonlySet<string>;
}

/** An element instance, or the scope of a process, as something expressions are evaluated at. */
export interface Place {
  readonly id: number;
  readonly pkg: CompiledPackage;
  readonly now: number;
  readonly instanceId: string;
  /** IANA zone of dates and times written without an offset. */
  readonly zone: string;

  /** Everything expressions see here. Not to be changed. */
  scope(): { readonly [name: string]: Json };
  /** FEEL over the variables and records this instance sees; `extra` names come over them. */
  evaluate(text: string, extra?: Variables): Result<Json>;
  /** Text, or FEEL with a leading `=`. */
  textOrFeel(text: string, extra?: Variables): Result<Json>;
  /** Instant of a FEEL result (ISO text; local time of `zone` when it has no offset). */
  instant(value: Json): number | null;
  /** The calendar of this name; no name: by rule for a task of these groups, else the installation's default. Null: round the clock. */
  calendar(name: string | undefined, groups?: string[]): Result<CalendarDefinition | null>;
}

/** One element instance being worked on, and all a behaviour may do to it. */
export interface Visit<Config = unknown> extends Place {
  readonly element: CompiledElement<Config>;
  readonly config: Config;
  readonly instance: Readonly<ElementInstance>;
  /** False once the instance has ended: a thrown error may have taken it away. */
  readonly alive: boolean;

  emit(body: FactBody): number;
  effect(effect: Effect): void;
  /** Writes variables and, for `record.field` targets, records. */
  write(mappings: Mapping[], extra?: Variables): Failure | undefined;
  /** Writes values: the nearest scope that has a variable of the name, else the process. */
  set(values: Variables): Failure | undefined;

  arm(armed: Armed): void;
  /** Creates the job of this instance and has the world run it. */
  job(job: NewJob): void;
  /**
   * Completes: outputs are written, flows chosen, the instance ends. `payload` becomes variables before the outputs (local ones
   * where there are outputs). What fails here parks the completion, not the hook that called it: make it the last call.
   */
  complete(payload?: Variables): void;
  /** Ends this instance and goes on at `target` as an event that has just happened (event-based gateway). */
  continueAt(target: string, payload?: Variables): void;
  /** Enters the subprocess this element is: arms its event subprocesses, then its start events. */
  enterScope(): Failure | undefined;
  /** Enters a process, of the own package or the one named, as a nested scope of this instance. */
  call(process: string, from?: OutsideCall): Failure | undefined;
  /** Looks upwards for what catches the error and goes on there: this instance is gone then. Without a catcher it is a failure. */
  throwError(error: { code: string; message?: string; variables?: Variables }): Failure | undefined;
  /** Looks upwards for what catches the escalation; nobody has to. An interrupting catcher takes this instance away. */
  escalate(escalation: { code: string; variables?: Variables }): void;
  /** Every subscription to the signal, in this instance at once and in others by the world, happens. */
  broadcast(signal: { name: string; payload: Variables }): Failure | undefined;
  /** Undoes what has completed in the scope, or one activity of it; asked to wait, this instance then holds a `compensation`. */
  compensate(activity: string | undefined, wait: boolean): void;
  /** Cancels the transaction around: this instance is gone then. */
  cancelTransaction(): Failure | undefined;
  /** Publishes a message to other instances. */
  publish(message: { name: string; correlationKey: string; payload: Variables; ttlMs: number }): Failure | undefined;
  /** Ends everything else in the scope this instance stands in, and then the scope. */
  terminateScope(): void;
}
