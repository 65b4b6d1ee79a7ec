import type { Effect } from './effects.ts';
import type { Fact } from './facts.ts';
import type { Json } from './json.ts';
import type { InstanceState } from './state.ts';

/** The command is accepted: what happened, what the world must do, what the caller is told, and the state after. */
export interface Accepted {
  ok: true;
  facts: Fact[];
  effects: Effect[];
  reply: { [key: string]: Json };
  state: InstanceState;
}

/** The command is refused and nothing changed. A value, never an exception. */
export interface Rejection {
  ok: false;
  /** `notYet` (nothing due) and refusals are not stored under the commandId. */
  code: RejectionCode;
  /** English sentence with place and what to do. The web translates by `code` and `params`. */
  message: string;
  element?: string;
  /** Each field that must be mended: path as in `CompleteTaskCommand.values`, and a code the form knows. */
  fields?: FieldProblem[];
  params?: { [name: string]: Json };
}

export interface FieldProblem {
  path: string;
  code:
    | 'required'
    | 'unknown'
    | 'type'
    | 'tooLong'
    | 'tooSmall'
    | 'tooBig'
    | 'option'
    | 'pattern'
    | 'past'
    | 'tooFar'
    | 'checklist'
    | 'evidence'
    /** The file is there and no picture. */
    | 'photo'
    /** The photo does not say where it was taken. */
    | 'place';
  message: string;
  /** Stage that asks for it. */
  askedBy?: string;
}

export type RejectionCode =
  | 'invalidCommand'
  | 'notFound'
  | 'alreadyStarted'
  | 'instanceEnded'
  | 'taskNotOpen'
  | 'endedByDeadline'
  | 'notYours'
  | 'alreadyClaimed'
  | 'forbidden'
  | 'outcomeUnknown'
  | 'outcomeRequired'
  | 'guard'
  | 'notYet'
  | 'jobNotOpen'
  | 'messageNotExpected'
  | 'recordConflict'
  | 'recordUnknown'
  | 'incidentNotOpen'
  | 'tooLarge'
  | 'notSupported'
  /** The case is suspended: nothing moves it until it is resumed. */
  | 'suspended'
  | 'notSuspended'
  /** Only a case that has ended is restarted. */
  | 'notEnded'
  /** An open case goes on for the ended one already: `params.case`. */
  | 'alreadyRestarted'
  /** Undo: the step cannot be taken back any more; `params.why` says what stands against it. */
  | 'irrevocable'
  /** The case cannot be moved to the other version; `params.reasons` says why (`MigrationReason`). */
  | 'notMovable'
  /** The sandbox gave up before there was an instance to raise an incident on. */
  | 'stopped';

export type Decision = Accepted | Rejection;
