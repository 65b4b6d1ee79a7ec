import type { Json, Text } from './json.ts';
import type { ConditionState, ElementInstance, JobState, SubscriptionState, TaskState, TimerState } from './state.ts';

/**
 * Where what stands in one version of a package stands in another. Ids are those of elements, of processes, and of flows into joining
 * gateways (tokens wait on them). An id that is not named keeps its id; null = it is gone: events there are waited for no longer, a
 * token waiting on such a flow is dropped, and a case that stands at such an element stays where it is.
 */
export interface MigrationPlan {
  elements: { [id: string]: string | null };
  /** What becomes of running timers and deadlines whose rule changed, by id in the old version; absent = `keep`. */
  waits?: { [id: string]: WaitChoice };
}

/**
 * `keep`: the due time stays that was reckoned when it began. `recount`: the new rule, counted from when it began. `restart`: the new
 * rule, counted from the migration.
 */
export type WaitChoice = 'keep' | 'recount' | 'restart';

/** Why a case cannot be moved: a value, translated by `code` and `params`. `message` is the English sentence. */
export interface MigrationReason {
  code: MigrationReasonCode;
  /** Id in the version the case is at. */
  element?: string;
  elementInstance?: number;
  /** Name of the element as its author wrote it, or its id. */
  name?: Text;
  message: string;
  params?: { [name: string]: Json };
}

export type MigrationReasonCode =
  /** The plan says that it is gone. */
  | 'unmapped'
  /** The new version has no element of that id. */
  | 'targetMissing'
  | 'processMissing'
  | 'kindChanged'
  | 'triggerChanged'
  /** The element stands in another subprocess than what holds the case. */
  | 'otherScope'
  | 'loopChanged'
  /** What has completed could be undone, and in the new version nothing would undo it. */
  | 'notUndone'
  /** A running job would become one of another type. */
  | 'jobChanged'
  /** A token waits at a join on a flow that the new version has not. */
  | 'tokenFlow'
  /** A join would wait for a branch on which no token can come. */
  | 'joinStuck'
  /** An event-based gateway would be left without an event. */
  | 'noEvent'
  | 'stageMissing'
  /** The stage in the new version asks for fields that are empty. */
  | 'stageFields'
  /** A rule of the new version cannot be evaluated for this case. */
  | 'expression'
  | 'noNextAction'
  | 'recordType'
  | 'otherPackage';

/** One element instance as a migration, or its undo, leaves it. Lists are whole; absent = not touched. */
export interface MovedElement {
  elementInstance: number;
  element: string;
  process: string;
  /** Only for scopes of processes that carry their own. */
  packageHash?: string;
  timers?: TimerState[];
  subscriptions?: SubscriptionState[];
  /** Gateway -> flow -> waiting tokens; null = none. */
  arrived?: { [gateway: string]: { [flow: string]: number } } | null;
  conditions?: ConditionState[];
  /** Complex gateways that have joined, by gateway; null = none. */
  resetting?: { [gateway: string]: string[] } | null;
  /** Entries of its compensation log, and of a compensation it waits for, by their ids: where each is found. */
  compensable?: { [entry: string]: { element: string; process: string; packageHash?: string } };
  task?: TaskChange;
  /** From version 2 of the facts on: what it keeps, the whole of it. */
  memo?: ElementInstance['memo'];
  job?: Pick<JobState, 'key' | 'type'>;
}

/** Parts of an open task that follow the model; null takes one away. */
export type TaskChange = {
  [Key in
    | 'stage'
    | 'form'
    | 'dueAt'
    | 'warnAt'
    | 'dueRule'
    | 'calendar'
    | 'calendarVersion'
    | 'pauses'
    | 'stopped'
    | 'followUpAt']?: Exclude<TaskState[Key], undefined> | null;
} & Partial<Pick<TaskState, 'name' | 'candidateGroups' | 'priority'>>;
