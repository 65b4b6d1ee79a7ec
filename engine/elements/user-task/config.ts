import type { RequiredField, Text } from '../../contract/index.ts';

/** What a user task asks of whom, by when, and with which results. Rules marked FEEL carry no leading `=`. */
export interface UserTaskConfig {
  /** Id of a form of the package. */
  form?: string;
  /** Names, or one FEEL expression giving a text or a list of texts. Empty and no assignee: the lane's name. */
  candidateGroups: { names: string[]; rule?: string };
  /** FEEL giving a user id or null. */
  assignee?: string;
  /** FEEL giving a number 0..100, higher is first; absent = 50. */
  priority?: string;
  /** FEEL giving a date and time: an agreed call-back. */
  followUp?: string;
  deadline?: Deadline;
  /** The task's results. Empty = completes without one. */
  outcomes: Outcome[];
  /** Variable that takes the outcome's value; flow conditions test it. */
  outcomeVariable: string;
  requiredFields: RequiredField[];
  /** `when`: FEEL; a required item has to be ticked only when true. Absent = with every outcome that is a step done. */
  checklist: { id: string; text: Text; required: boolean; when?: string }[];
  evidence: { id: string; text: Text; kind: 'file' | 'photo'; required: boolean; place: boolean; when?: string }[];
}

export interface Outcome {
  value: string;
  name: Text;
  /** Fields that must be filled with this outcome, besides the task's own. */
  requires: string[];
  /** A note must be written. */
  note: boolean;
  /** The step failed: the next step must be fixed (a `callBack` field filled) before leaving. */
  nextStep: boolean;
  /** Text the web shows for "what happens then". */
  hint?: Text;
}

export interface Deadline {
  /** ISO duration (working time of `calendar`), or FEEL with a leading `=` giving a duration or a date and time. */
  due: string;
  /** Calendar name; absent = the installation's default. `none` = round the clock. */
  calendar?: string;
  /** Percent of the working time used (`75%`), or ISO working duration before due (`PT1H`). */
  warn?: string;
  /** Who is told when: `at` = `warn`, `late`, or `late+P1D` (working time). `to` = `assignee`, `supervisor`, a group or a user id. */
  alerts: { at: string; to: string; level: string }[];
}
