import type { Command, Rejection } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import { refuse } from '../rejection.ts';
import { completeAdHoc, startAdHoc } from './ad-hoc.ts';
import { advance } from './advance.ts';
import { cancel } from './cancel.ts';
import { changeRecord } from './change-record.ts';
import { completeTask } from './complete-task.ts';
import { pauseDeadline, replan, resumeDeadline } from './deadlines.ts';
import { deliverMessage } from './deliver-message.ts';
import { deliverSignal } from './deliver-signal.ts';
import { escalate } from './escalate.ts';
import type { Handler } from './handler.ts';
import { raiseIncident, retryIncident } from './incidents.ts';
import { completeJob, failJob } from './jobs.ts';
import { migrate } from './migrate.ts';
import { modify } from './modify.ts';
import { override } from './override.ts';
import { setVariables } from './set-variables.ts';
import { start } from './start.ts';
import { resume, suspend } from './suspend.ts';
import { assign, claim, defer, saveDraft, unclaim } from './tasks.ts';
import { throwError } from './throw-error.ts';
import { undo } from './undo.ts';
import { undoMigration } from './undo-migration.ts';

const handlers: { [T in Command['type']]: Handler<T> } = {
  start,
  claim,
  unclaim,
  assign,
  saveDraft,
  defer,
  pauseDeadline,
  resumeDeadline,
  replan,
  completeTask,
  throwError,
  advance,
  completeJob,
  failJob,
  deliverMessage,
  deliverSignal,
  startAdHoc,
  completeAdHoc,
  changeRecord,
  raiseIncident,
  retryIncident,
  override,
  cancel,
  escalate,
  modify,
  setVariables,
  suspend,
  resume,
  migrate,
  undo,
  undoMigration,
};

export function handle(exec: Execution, command: Command): Rejection | undefined {
  if (!Object.hasOwn(handlers, command.type)) return refuse('invalidCommand', `There is no command "${String(command.type).slice(0, 50)}"`);
  return (handlers[command.type] as (exec: Execution, command: Command) => Rejection | undefined)(exec, command);
}
