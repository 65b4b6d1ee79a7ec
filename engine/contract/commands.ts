import type { Instant, Json, Variables } from './json.ts';
import type { MigrationPlan } from './migration.ts';
import type { RecordLink } from './state.ts';

/** What is asked of an instance. Imperative. Everything that moves a case is one of these. */
export type Command =
  | StartCommand
  | { type: 'claim'; task: number }
  | { type: 'unclaim'; task: number; reason?: string }
  | { type: 'assign'; task: number; assignee: string | null; reason?: string }
  | { type: 'saveDraft'; task: number; draft: Variables }
  | { type: 'defer'; task: number; followUpAt: Instant; reason: string }
  /** The clock of the task's deadline stands still: one waits for the customer. Its boundary timers run on. */
  | { type: 'pauseDeadline'; task: number; reason: string }
  | { type: 'resumeDeadline'; task: number }
  /** Computes what is armed anew by the calendars of `ctx`, where they have another version than it was computed with. */
  | { type: 'replan' }
  | CompleteTaskCommand
  | { type: 'throwError'; task: number; code: string; message?: string; variables?: Variables }
  | { type: 'escalate'; task: number; code: string; variables?: Variables }
  | { type: 'advance' }
  | { type: 'completeJob'; job: string; output: Variables }
  | { type: 'failJob'; job: string; error: JobError; retriesLeft: number }
  | { type: 'deliverMessage'; messageId: string; name: string; correlationKey: string; payload: Variables; subscription?: number }
  | { type: 'deliverSignal'; signalId: string; name: string; payload: Variables }
  /** Begins an activity of an open ad-hoc subprocess. */
  | { type: 'startAdHoc'; scope: number; element: string }
  /** Says that an ad-hoc subprocess is done; what is still open in it is cancelled. */
  | { type: 'completeAdHoc'; scope: number }
  | { type: 'changeRecord'; alias: string; patch: Variables; expectedVersion?: number; reason?: string }
  | {
      type: 'raiseIncident';
      code: string;
      message: string;
      elementInstance?: number;
      trigger?: { kind: 'job' | 'timer' | 'activate' | 'complete' | 'none'; timer?: number; job?: string };
    }
  | { type: 'retryIncident'; incident: number; variables?: Variables }
  | { type: 'override'; reason: string; command: Command }
  | { type: 'cancel'; reason: string; outcome?: string }
  | ModifyCommand
  | { type: 'setVariables'; reason: string; variables: Variables; scope?: number }
  | { type: 'suspend'; reason?: string }
  | { type: 'resume'; reason?: string }
  /** To another version of the package; the plan's parts as in `MigrationPlan`. */
  | { type: 'migrate'; packageHash: string; plan: MigrationPlan['elements']; waits?: MigrationPlan['waits'] }
  /** Back from a migration: the number of its `instanceMigrated`, which must be the last that stands (`ctx.migration`); absent = that one. */
  | { type: 'undoMigration'; migration?: number }
  /** `step`: number of the last fact of the step that is meant; absent = whichever was the last. */
  | { type: 'undo'; step?: number };

export interface StartCommand {
  type: 'start';
  /** Id of the instance to be; the kernel makes none up. */
  instanceId?: string;
  /** Package to run, one of `ctx.packages`; absent = the only one there. */
  packageHash?: string;
  /** Process of the package; absent = its main process. */
  process?: string;
  /** Start at this element instead of at the start event. */
  element?: string;
  /** Start by this message (its start event, or receive task that instantiates). */
  message?: { name: string; payload: Variables };
  /** Start by this signal. */
  signal?: { name: string; payload: Variables };
  variables: Variables;
  records: RecordLink[];
  /** The case this one goes on for: its id, written into the history. */
  restartedFrom?: string;
}

/** Moves tokens by hand: what is cancelled ends with all that waits in it, what is started is entered as by a token. */
export interface ModifyCommand {
  type: 'modify';
  reason: string;
  /** Ids of element instances; with a scope goes all that is in it. */
  cancel: number[];
  start: StartAt[];
  /** Tokens that wait at a joining gateway and shall not. */
  drop?: { scope: number; gateway: string }[];
}

export interface StartAt {
  element: string;
  /** Scope instance to enter it in; absent = the one there is, or new ones down from the nearest there is. */
  scope?: number;
  /** Written into that scope before. */
  variables?: Variables;
}

export interface CompleteTaskCommand {
  type: 'completeTask';
  task: number;
  outcome?: string;
  /** Form values by key; `lead.need` changes the record in the same transaction. Unknown keys are refused. */
  values: Variables;
  note?: string;
  /** Ids of the checklist items ticked. */
  checklist?: string[];
  /** Evidence item id -> attachment id; existence and kind are checked by the door, which gives `ctx.attachments`. */
  evidence?: { [item: string]: string };
}

export interface JobError {
  /** A BPMN error code is caught by an error boundary event; other codes become an incident when no retry is left. */
  code: string;
  message: string;
  bpmnError?: boolean;
  variables?: Variables;
  detail?: Json;
}
