import type { Chain } from './chain.ts';
import type { JobError } from './commands.ts';
import type { Instant, Json, Variables } from './json.ts';
import type { MigrationPlan, MovedElement, TaskChange } from './migration.ts';
import type {
  CompensationEntry,
  CompensationRun,
  ConditionState,
  ElementInstance,
  Incident,
  InstanceState,
  LoopState,
  RecordLink,
  SubscriptionState,
  TaskState,
  TimerState,
} from './state.ts';

/** What every fact carries. `number` counts from 1 per instance without a gap. */
export interface FactHeader {
  number: number;
  at: Instant;
  /** User id, or `system:timer`, `system:job`, `system:message`. */
  actor: string;
  team?: string;
  /** Number of the fact this one follows from, if any; 0 = the command itself. */
  cause: number;
}

/**
 * What happened, past tense. A format is frozen once released: a new behaviour is a new `version` with an applier of its own
 * (`engine/kernel/appliers/<fact>.v<version>.ts`), never an edit.
 */
export type Fact = FactHeader & FactBody;

export type FactBody =
  | {
      type: 'instanceStarted';
      version: 1;
      instanceId: string;
      packageHash: string;
      process: string;
      variables: Variables;
      records: RecordLink[];
    }
  | {
      type: 'elementActivated';
      version: 1;
      element: string;
      process: string;
      packageHash?: string;
      parent: number;
      flow?: string;
      variables?: Variables;
      /** Over a limit: it stands there, activating, until the incident is retried. */
      parked?: boolean;
    }
  /** A round of a repeated activity begins within it. */
  | {
      type: 'elementActivated';
      version: 2;
      element: string;
      process: string;
      parent: number;
      loopCounter: number;
      variables: Variables;
      parked?: boolean;
    }
  /** A completed activity is compensated: its handler begins, or the scope it was stands again, with what it knew. */
  | {
      type: 'elementActivated';
      version: 3;
      element: string;
      process: string;
      packageHash?: string;
      parent: number;
      variables?: Variables;
      /** Whoever asked for it, and which entry of its run. */
      compensates: number;
      entry: number;
      parked?: boolean;
    }
  /** As before; the instance keeps what it undoes, and a handler not what had completed in the activity it is for. */
  | {
      type: 'elementActivated';
      version: 4;
      element: string;
      process: string;
      packageHash?: string;
      parent: number;
      variables?: Variables;
      compensates: number;
      entry: number;
    }
  | { type: 'compensationLogged'; version: 1; scope: number; entry: Omit<CompensationEntry, 'id'> }
  | { type: 'compensationStarted'; version: 1; elementInstance: number; element: string; run: CompensationRun }
  /** Entries may be of several scopes, each taken from its own. */
  | { type: 'compensationStarted'; version: 2; elementInstance: number; element: string; run: CompensationRun }
  /** What waited for compensation, or compensated, ends before it is done: what was left can be compensated again. */
  | {
      type: 'compensationStopped';
      version: 1;
      elementInstance: number;
      element: string;
      left: { scope: number; entry: CompensationEntry }[];
    }
  | { type: 'compensationCompleted'; version: 1; elementInstance: number; element: string }
  | { type: 'gatewayReset'; version: 1; scope: number; gateway: string; waiting: string[] | null }
  | { type: 'loopStarted'; version: 1; elementInstance: number; loop: LoopState }
  | { type: 'loopRoundCompleted'; version: 1; elementInstance: number; loopCounter: number; output?: Json }
  | { type: 'elementCompleted'; version: 1; elementInstance: number; element: string }
  | { type: 'elementTerminated'; version: 1; elementInstance: number; element: string; reason: string }
  | { type: 'elementResumed'; version: 1; elementInstance: number; element: string }
  | { type: 'flowTaken'; version: 1; flow: string; scope: number }
  | { type: 'tokenArrived'; version: 1; gateway: string; flow: string; scope: number }
  | { type: 'tokensJoined'; version: 1; gateway: string; scope: number; flows: { [flow: string]: number } }
  | { type: 'tokensDropped'; version: 1; scope: number }
  | { type: 'variablesSet'; version: 1; scope: number; variables: Variables }
  | { type: 'memoSet'; version: 1; elementInstance: number; memo: { [key: string]: Json } }
  | { type: 'stageEntered'; version: 1; stage: string; from?: string }
  | { type: 'taskCreated'; version: 1; elementInstance: number; element: string; task: TaskState }
  | { type: 'taskClaimed'; version: 1; elementInstance: number; assignee: string }
  | { type: 'taskUnclaimed'; version: 1; elementInstance: number; from: string | null; reason?: string }
  | { type: 'taskAssigned'; version: 1; elementInstance: number; assignee: string | null; from: string | null; reason?: string }
  | { type: 'taskDeferred'; version: 1; elementInstance: number; followUpAt: Instant; reason: string; dueAt?: Instant; warnAt?: Instant }
  /** The deadline counts anew from the call-back: what it had before, pauses included, is gone. */
  | {
      type: 'taskDeferred';
      version: 2;
      elementInstance: number;
      followUpAt: Instant;
      reason: string;
      dueAt?: Instant;
      warnAt?: Instant;
      dueRule?: string;
      calendar?: string;
      calendarVersion?: number;
    }
  /** The clock of a task's deadline stands still; milliseconds of working time (round the clock without a calendar). */
  | {
      type: 'deadlinePaused';
      version: 1;
      elementInstance: number;
      element: string;
      reason: string;
      dueAt: Instant;
      usedMs: number;
      leftMs: number;
      /** Warnings and alerts not given yet; their timers are cancelled in facts of their own. */
      stopped: TimerState[];
    }
  | {
      type: 'deadlineResumed';
      version: 1;
      elementInstance: number;
      element: string;
      pausedAt: Instant;
      dueAt: Instant;
      warnAt?: Instant;
      calendar?: string;
      calendarVersion?: number;
    }
  /** A deadline moved: its calendar has another version, or the instance was suspended meanwhile (`pause`). */
  | {
      type: 'taskRescheduled';
      version: 1;
      elementInstance: number;
      element: string;
      why: 'calendar' | 'resumed';
      was: Instant;
      dueAt: Instant;
      warnAt?: Instant;
      calendar?: string;
      calendarVersion?: number;
      pause?: { from: Instant; to: Instant };
    }
  /** The same of one timer, which keeps its id. */
  | {
      type: 'timerRescheduled';
      version: 1;
      elementInstance: number;
      element: string;
      why: 'calendar' | 'resumed';
      was: Instant;
      timer: TimerState;
    }
  | { type: 'deadlineRemoved'; version: 1; elementInstance: number; element: string; was?: Instant; reason: string }
  | { type: 'draftSaved'; version: 1; elementInstance: number; draft: Variables }
  | {
      type: 'taskCompleted';
      version: 1;
      elementInstance: number;
      element: string;
      outcome?: string;
      values: Variables;
      note?: string;
      checklist: string[];
      evidence: { [item: string]: string };
      createdAt: Instant;
      claimedAt?: Instant;
      dueAt?: Instant;
    }
  | { type: 'taskCancelled'; version: 1; elementInstance: number; element: string; reason: string }
  | {
      type: 'taskAlerted';
      version: 1;
      elementInstance: number;
      element: string;
      level: string;
      to: string;
      dueAt?: Instant;
      /** Milliseconds the alert itself comes after its own time (worker was away). */
      lateBy: number;
    }
  /** `timer.chain` came later, without a version: an optional field that old facts lack and the applier takes over with the rest. */
  | { type: 'timerArmed'; version: 1; elementInstance: number; timer: TimerState }
  | { type: 'timerFired'; version: 1; elementInstance: number; timer: number; element: string; dueAt: Instant; lateBy: number }
  | { type: 'timerCancelled'; version: 1; elementInstance: number; timer: number }
  | { type: 'timerParked'; version: 1; elementInstance: number; timer: number; parked: boolean }
  | { type: 'jobCreated'; version: 1; elementInstance: number; job: string; jobType: string; input: Variables; detached?: boolean }
  /** Made in a chain of cases that tell each other: its result goes on with it. */
  | {
      type: 'jobCreated';
      version: 2;
      elementInstance: number;
      job: string;
      jobType: string;
      input: Variables;
      detached?: boolean;
      chain: Chain;
    }
  | { type: 'jobCompleted'; version: 1; elementInstance: number; job: string; output: Variables }
  | { type: 'jobFailed'; version: 1; elementInstance: number; job: string; code: string; message: string; retriesLeft: number }
  | { type: 'jobRetried'; version: 1; elementInstance: number; job: string }
  /** With the input it runs with now: read anew, or what an undo gave it. */
  | { type: 'jobRetried'; version: 2; elementInstance: number; job: string; input: Variables }
  | { type: 'jobCancelled'; version: 1; elementInstance: number; job: string }
  | { type: 'jobResultIgnored'; version: 1; job: string; why: string }
  | { type: 'subscriptionOpened'; version: 1; elementInstance: number; subscription: SubscriptionState }
  | { type: 'subscriptionClosed'; version: 1; elementInstance: number; subscription: number }
  | { type: 'conditionArmed'; version: 1; elementInstance: number; condition: ConditionState }
  | { type: 'conditionChanged'; version: 1; elementInstance: number; condition: number; element: string; holds: boolean }
  | { type: 'conditionClosed'; version: 1; elementInstance: number; condition: number }
  | { type: 'signalThrown'; version: 1; signalId: string; name: string; payload: Variables }
  /** Thrown while the case is suspended: what waits for it in the case gets it when that is resumed. Follows `signalThrown`. */
  | { type: 'signalHeld'; version: 1; name: string; payload: Variables }
  | { type: 'signalReceived'; version: 1; signalId: string; name: string }
  | { type: 'escalationThrown'; version: 1; code: string; elementInstance: number; caughtBy?: string }
  | { type: 'messageReceived'; version: 1; messageId: string; name: string; correlationKey: string; elementInstance?: number }
  | { type: 'messagePublished'; version: 1; messageId: string; name: string; correlationKey: string; payload: Variables; ttlMs: number }
  | { type: 'errorThrown'; version: 1; code: string; elementInstance: number; caughtBy?: string }
  | {
      type: 'recordChanged';
      version: 1;
      alias: string;
      record: { type: string; id: string };
      patch: Variables;
      before: Variables;
      /** Version of the record after the command: one command raises it by one, however many of its facts change the record. */
      recordVersion: number;
    }
  | { type: 'decisionEvaluated'; version: 1; elementInstance: number; decision: string; matchedRules: number[]; output: Json }
  | { type: 'incidentRaised'; version: 1; incident: Omit<Incident, 'id' | 'raisedAt'> }
  | { type: 'incidentResolved'; version: 1; incident: number; how: 'retried' | 'obsolete' }
  | { type: 'overridden'; version: 1; reason: string; command: string }
  | { type: 'instanceCompleted'; version: 1; outcome?: string; element?: string }
  | { type: 'instanceCancelled'; version: 1; reason: string; outcome?: string }
  | { type: 'instanceSuspended'; version: 1; reason?: string }
  | { type: 'instanceResumed'; version: 1; suspendedAt: Instant; reason?: string }
  /** A job's result that came while the case was suspended: taken up when it is resumed. */
  | { type: 'jobResultHeld'; version: 1; elementInstance: number; job: string; result: HeldResult }
  | {
      type: 'instanceModified';
      version: 1;
      reason: string;
      cancelled: number[];
      started: string[];
      dropped: { scope: number; gateway: string }[];
    }
  /** Who set them and why; the values come with `variablesSet`. */
  | { type: 'variablesCorrected'; version: 1; scope: number; reason: string; before: Variables }
  | { type: 'instanceRestarted'; version: 1; from: string; element?: string }
  | StepUndoneBody
  | InstanceMigratedBody<1>
  /** `memo` of its elements moves along. */
  | InstanceMigratedBody<2>
  | MigrationUndoneBody<1>
  | MigrationUndoneBody<2>
  /** A task follows its model: name, form, groups, deadline. */
  | { type: 'taskRevised'; version: 1; elementInstance: number; element: string; change: TaskChange };

export interface InstanceMigratedBody<Version extends number> {
  type: 'instanceMigrated';
  version: Version;
  /** Package hashes. */
  from: string;
  to: string;
  plan: MigrationPlan['elements'];
  /** Every element instance that moved along, as it is now; `before`, as it was, with what facts beside this one changed. */
  elements: MovedElement[];
  before: MovedElement[];
  /** Open incidents at them as they were, and what they are at now. */
  incidents: Incident[];
  incidentElements: { [incident: string]: string };
  stage?: { from: string | null; to: string };
  /** What facts of the same command closed and armed. */
  closed: { timers: number[]; subscriptions: number[]; conditions: number[]; incidents: number[] };
  armed: { timers: number[]; subscriptions: number[]; conditions: number[] };
}

export interface MigrationUndoneBody<Version extends number> {
  type: 'migrationUndone';
  version: Version;
  /** Number of the migration's fact. */
  migration: number;
  from: string;
  to: string;
  elements: MovedElement[];
  /** Timers and subscriptions among them that the migration had closed. */
  reopened: { timers: number[]; subscriptions: number[] };
  /** Incidents as they are again. */
  incidents: Incident[];
  /** The case is at no stage again. */
  noStage?: boolean;
}

export type HeldResult = { output: Variables } | { error: JobError };

/**
 * A step taken back. Holds what of the state becomes what it was, not the whole of it: element instances and incidents by id (null = there
 * was none), other properties of the state by name (null = absent). An element instance that lives before and after keeps its variables but
 * for those in `variables` (null = it had none at all), so that large ones are not written again. `reopened` names what waits again, for the
 * lists of work.
 */
export interface StepUndoneBody {
  type: 'stepUndone';
  version: 1;
  step: { command: string; actor: string; at: Instant; firstFact: number; lastFact: number };
  elements: { [id: string]: ElementInstance | null };
  variables: { [id: string]: { set: Variables; unset: string[] } | null };
  incidents: { [id: string]: Incident | null };
  state: { [property: string]: Json };
  reopened: { tasks: number[]; timers: number[]; subscriptions: number[]; jobs: string[]; incidents: number[] };
  /** Stage the record goes back to, and since when it had been there. */
  stage?: { to: string | null; since?: Instant };
  /** The case had ended by the step and is open again. */
  reopens?: InstanceState['status'];
}

export type FactType = FactBody['type'];
