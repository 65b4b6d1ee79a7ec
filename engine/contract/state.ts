import type { Chain } from './chain.ts';
import type { HeldResult } from './facts.ts';
import type { Instant, Json, Variables } from './json.ts';

/**
 * State of one instance: a tree of element instances, never a list of tokens. Only `applyFact` changes it;
 * folding all facts of the instance rebuilds it exactly. Elements are named by id; ids of element instances are
 * the number of the fact that activated them.
 */
export interface InstanceState {
  format: 1;
  instanceId: string;
  /** Package of the root scope. */
  packageHash: string;
  status: 'open' | 'completed' | 'cancelled' | 'failed';
  /** Number of the last folded fact; facts count from 1 without a gap. */
  factNumber: number;
  startedAt: Instant;
  endedAt?: Instant;
  /** Stage the case is at (last entered). */
  stage?: string;
  /** Element instance id (as string) -> live element instance. Completed and terminated ones are gone. The root scope is `"1"`. */
  elements: { [id: string]: ElementInstance };
  /** Open incidents by id (number of the fact that raised it). */
  incidents: { [id: string]: Incident };
  /** Records attached: `lead` -> reference. Fields are not here: the record row is the truth, given in ctx. */
  records: RecordLink[];
  /** Message ids already taken by this instance, oldest first, bounded. */
  seenMessages: string[];
  /** Tasks that ended last, oldest first, bounded: what a late completion is told. */
  recentTasks?: EndedTask[];
  /** Running jobs that outlive their element (notifications), by key. */
  detachedJobs?: { [key: string]: JobState & { elementInstance: number; element: string; input: Variables } };
  /** Nothing moves until it is resumed. */
  suspended?: Suspension;
  /** Case that this one goes on for. */
  restartedFrom?: string;
}

export interface Suspension {
  at: Instant;
  by: string;
  reason?: string;
  /** Results of jobs that came in meanwhile, and signals thrown by what an operator set going, in order. */
  held?: ({ job: string; result: HeldResult } | { signal: string; payload: Variables })[];
}

export interface EndedTask {
  elementInstance: number;
  element: string;
  how: 'completed' | 'cancelled';
  outcome?: string;
  /** Why it was cancelled: `timer:<boundary event>`, `message:<boundary event>`, `error:<boundary event>`, `terminated:<end event>`, `cancelled`. */
  reason?: string;
  actor: string;
  at: Instant;
}

export interface RecordLink {
  /** Name expressions use: `lead.phone`. Usually the record type. */
  alias: string;
  type: string;
  id: string;
  /** `owns`: changes in this instance's transaction; `refers`: told by a command of its own. */
  relation: 'owns' | 'refers';
}

export type Lifecycle = 'activating' | 'active' | 'completing' | 'terminating' | 'suspended';

export interface ElementInstance {
  id: number;
  /** Element id in its process; the process id for a scope of a process (root, call activity). */
  element: string;
  /** Process (and package, when it differs from the parent's) the element belongs to. */
  process: string;
  packageHash?: string;
  parent: number | null;
  lifecycle: Lifecycle;
  activatedAt: Instant;
  /** Flow it was entered by. */
  flow?: string;
  variables?: Variables;
  /** Gateways waiting to join: incoming flow id -> tokens that arrived. Scopes keep it per gateway element. */
  arrived?: { [gateway: string]: { [flow: string]: number } };
  /** Where a repeated activity stands: the one instance its boundary events and its way out belong to. */
  loop?: LoopState;
  /** One round of a repeated activity, counted from 1; its parent is the same element and holds `loop`. */
  loopCounter?: number;
  /** Complex gateways of this scope that have joined and wait for the tokens that are late: the flows the first ones came by. */
  resetting?: { [gateway: string]: string[] };
  /** Completed activities of this scope that can be compensated, oldest first. */
  compensations?: CompensationEntry[];
  /** It has asked for compensation and waits for it. */
  compensation?: CompensationRun;
  /** It compensates something: the instance that asked for it. */
  compensates?: number;
  /** The entry it undoes, without what follows from where it stands: it becomes one again when this ends before it is done. */
  undoes?: Pick<CompensationEntry, 'id' | 'group' | 'variables'>;
  task?: TaskState;
  job?: JobState;
  timers?: TimerState[];
  subscriptions?: SubscriptionState[];
  conditions?: ConditionState[];
  /** Whatever else the element's behaviour keeps. */
  memo?: { [key: string]: Json };
}

/** A completed activity that can be compensated, with what its handler will see. */
export interface CompensationEntry {
  /** Number of the fact that logged it. */
  id: number;
  element: string;
  process: string;
  packageHash?: string;
  /** Rounds of one repeated activity are compensated together: the instance they stood in. */
  group?: number;
  /** In a run: the scope instance it is undone in, where that is not the run's. */
  scope?: number;
  /** Its local variables when it completed. */
  variables?: Variables;
  /** What completed in it, when it was a scope. */
  inner?: CompensationEntry[];
}

export interface CompensationRun {
  /** Scope instance whose activities are compensated. */
  scope: number;
  /** Still to do, last completed first; entries of one step run side by side. */
  steps: CompensationEntry[][];
  /** Then: whoever asked goes on, or the transaction is left by its cancel event. */
  after: 'continue' | 'cancel';
}

/** A multi-instance or standard loop under way. */
export interface LoopState {
  /** Instances there will be; null = the standard loop's condition says. */
  total: number | null;
  started: number;
  completed: number;
  items?: Json[];
  /** Results by position; null = none yet. */
  outputs?: Json[];
}

export interface TaskState {
  name: string;
  stage?: string;
  form?: string;
  candidateGroups: string[];
  assignee: string | null;
  claimedAt?: Instant;
  createdAt: Instant;
  /** Not shown as due before this: an agreed call-back. */
  followUpAt?: Instant;
  dueAt?: Instant;
  warnAt?: Instant;
  /** Calendar and version the deadline was computed with; absent = round the clock. */
  calendar?: string;
  calendarVersion?: number;
  /** What `due` was computed from, so that it can explain itself and be computed anew. */
  dueRule?: string;
  /** When the deadline's clock stood still, in order, apart from one another. The last may still stand: then there is no due. */
  pauses?: DeadlinePause[];
  /** Warnings and alerts that wait for the clock to go on; only while it stands. */
  stopped?: TimerState[];
  priority: number;
  draft?: Variables;
}

export interface DeadlinePause {
  from: Instant;
  /** Absent = still standing. */
  to?: Instant;
  reason?: string;
}

export interface JobState {
  /** Stable over retries: `<instanceId>:<number>`. "Send anew" is a new job. */
  key: string;
  type: string;
  attempts: number;
  /** No retry is left: an incident holds it until `retryIncident`. */
  failed?: boolean;
  /** Its result goes on with this chain. */
  chain?: Chain;
}

export interface TimerState {
  /** Number of the fact that armed it. */
  id: number;
  /** `event` fires the element's own trigger or a boundary; `warn`, `late`, `alert` belong to a task's deadline. */
  purpose: 'event' | 'warn' | 'alert';
  /** Element the timer stands on: the boundary event's id, or the element itself. */
  element: string;
  dueAt: Instant;
  rule: string;
  calendar?: string;
  calendarVersion?: number;
  armedAt: Instant;
  /** Cycles: how many firings remain (absent = no end). */
  remaining?: number;
  /** Parked by an incident: not fired by `advance` until retried. */
  parked?: boolean;
  /** Cycles: number of this firing, from 0, counted from `armedAt` of the first. */
  firing?: number;
  /** Cycles with a calendar: when the firing before came, from which this one counts. */
  previousAt?: Instant;
  /** When the instance was suspended: the clock stood still, and `dueAt` was moved on. */
  pauses?: { from: Instant; to: Instant }[];
  /** Alerts: whom to tell, and how loudly. */
  alert?: { to: string; level: string };
  /** Which of the event's several definitions it is, from 0. */
  part?: number;
  /** It was due soon when it was armed, and was not moved since: firing goes on with this chain. */
  chain?: Chain;
  /** Cycles: how many firings up to this one came when the next was due already. Absent = none. */
  missed?: number;
  /** Cycles: firings from this one on were missed and are skipped; this is the next to come. */
  skippedFrom?: Instant;
}

export interface SubscriptionState {
  id: number;
  element: string;
  /** Name of the message or signal. */
  messageName: string;
  correlationKey: string;
  /** Absent = a message. */
  kind?: 'signal';
  /** Which of the event's several definitions it is, from 0. */
  part?: number;
}

/** A conditional event that is waited for; its expression is the model's. */
export interface ConditionState {
  id: number;
  element: string;
  part?: number;
  /** It was true when last asked: a non-interrupting event happens again only after it was false. */
  holds: boolean;
}

export interface Incident {
  id: number;
  code: string;
  message: string;
  element?: string;
  elementInstance?: number;
  raisedAt: Instant;
  trigger: IncidentTrigger;
}

/**
 * What `retryIncident` does again. `job`, `timer`: lets it run, or fire. `activate`, `complete`: begins, or ends, the element instance, which
 * is parked. `ask`: asks it whether it is done. `join`: asks the gateways of the scope. `none`: nothing by itself.
 */
export interface IncidentTrigger {
  kind: 'job' | 'timer' | 'activate' | 'complete' | 'ask' | 'join' | 'none';
  elementInstance?: number;
  timer?: number;
  job?: string;
}
