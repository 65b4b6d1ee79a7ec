import type { Endpoint } from '../endpoint.ts';
import { beginAdHoc } from './ad-hoc/begin-ad-hoc.ts';
import { completeAdHoc } from './ad-hoc/complete-ad-hoc.ts';
import { listAdHoc } from './ad-hoc/list-ad-hoc.ts';
import { cancelBatch } from './batches/cancel-batch.ts';
import { getBatch } from './batches/get-batch.ts';
import { listBatches } from './batches/list-batches.ts';
import { listBatchItems } from './batches/list-items.ts';
import { previewBatch } from './batches/preview-batch.ts';
import { startBatch } from './batches/start-batch.ts';
import { getCalendar } from './calendars/get-calendar.ts';
import { listCalendars } from './calendars/list-calendars.ts';
import { listHolidays } from './calendars/list-holidays.ts';
import { previewCalendar } from './calendars/preview-calendar.ts';
import { saveCalendar } from './calendars/save-calendar.ts';
import { setCalendarRule } from './calendars/set-calendar-rule.ts';
import { getCallBackLoad } from './call-backs/get-load.ts';
import { listCampaigns } from './campaigns/list-campaigns.ts';
import { getCase } from './cases/get-case.ts';
import { getCaseMap } from './cases/get-case-map.ts';
import { listCaseHistory } from './cases/list-case-history.ts';
import { listCases } from './cases/list-cases.ts';
import { getDesk } from './desk/get-desk.ts';
import { listMails } from './dev/list-mails.ts';
import { streamEvents } from './events/stream-events.ts';
import { getFigures } from './figures/get-figures.ts';
import { getWorkingTimes } from './figures/get-working-times.ts';
import { getFile } from './files/get-file.ts';
import { uploadFile } from './files/upload-file.ts';
import { getHealth } from './health/get-health.ts';
import { changeImport } from './imports/change-import.ts';
import { checkImport } from './imports/check-import.ts';
import { getErrorsFile } from './imports/get-errors-file.ts';
import { getImport } from './imports/get-import.ts';
import { listImports } from './imports/list-imports.ts';
import { listRows } from './imports/list-rows.ts';
import { pauseImport } from './imports/pause-import.ts';
import { rerunRow } from './imports/rerun-row.ts';
import { startImport } from './imports/start-import.ts';
import { uploadImport } from './imports/upload-import.ts';
import { getIncident } from './incidents/get-incident.ts';
import { listIncidents } from './incidents/list-incidents.ts';
import { retryIncident } from './incidents/retry-incident.ts';
import { cancelInstance } from './instances/cancel-instance.ts';
import { instanceState } from './instances/get-state.ts';
import { listInstances } from './instances/list-instances.ts';
import { modifyInstance } from './instances/modify-instance.ts';
import { restartInstance } from './instances/restart-instance.ts';
import { resumeInstance } from './instances/resume-instance.ts';
import { setInstanceVariables } from './instances/set-variables.ts';
import { startInstance } from './instances/start-instance.ts';
import { suspendInstance } from './instances/suspend-instance.ts';
import { undoStep } from './instances/undo-step.ts';
import { listIntake } from './intake/list-intake.ts';
import { releaseIntake } from './intake/release-intake.ts';
import { rerunIntake } from './intake/rerun-intake.ts';
import { submitForm } from './intake/submit-form.ts';
import { listUncertain } from './jobs/list-uncertain.ts';
import { settleJob } from './jobs/settle-job.ts';
import { listUndelivered } from './mails/list-undelivered.ts';
import { listMessages } from './messages/list-messages.ts';
import { publishMessage } from './messages/publish-message.ts';
import { cancelMigration } from './migrations/cancel-migration.ts';
import { getMigration } from './migrations/get-migration.ts';
import { getMigrationPlan } from './migrations/get-plan.ts';
import { listMigrations } from './migrations/list-migrations.ts';
import { previewMigration } from './migrations/preview-migration.ts';
import { saveMigrationPlan } from './migrations/save-plan.ts';
import { startMigration } from './migrations/start-migration.ts';
import { undoMigration } from './migrations/undo-migration.ts';
import { listNotifications } from './notifications/list-notifications.ts';
import { readNotification } from './notifications/read-notification.ts';
import { checkProcess } from './processes/check-process.ts';
import { createProcess } from './processes/create-process.ts';
import { discardDraft } from './processes/discard-draft.ts';
import { getDraft } from './processes/get-draft.ts';
import { getProcess } from './processes/get-process.ts';
import { getStart } from './processes/get-start.ts';
import { getVersion } from './processes/get-version.ts';
import { listElements } from './processes/list-elements.ts';
import { listProcesses } from './processes/list-processes.ts';
import { publishProcess } from './processes/publish-process.ts';
import { saveFiles } from './processes/save-files.ts';
import { addNote } from './records/add-note.ts';
import { changeRecord } from './records/change-record.ts';
import { createRecord } from './records/create-record.ts';
import { getMap } from './records/get-map.ts';
import { getRecord } from './records/get-record.ts';
import { listHistory } from './records/list-history.ts';
import { listRecords } from './records/list-records.ts';
import { searchAll } from './search/search-all.ts';
import { changeMe } from './session/change-me.ts';
import { getMe } from './session/get-me.ts';
import { listHints } from './session/list-hints.ts';
import { signIn } from './session/sign-in.ts';
import { signOut } from './session/sign-out.ts';
import { listEventNames } from './signals/list-event-names.ts';
import { listSignals } from './signals/list-signals.ts';
import { throwSignal } from './signals/throw-signal.ts';
import { listStages } from './stages/list-stages.ts';
import { assignTask } from './tasks/assign-task.ts';
import { callBackTask } from './tasks/call-back-task.ts';
import { claimTask } from './tasks/claim-task.ts';
import { completeTask } from './tasks/complete-task.ts';
import { deferTask } from './tasks/defer-task.ts';
import { getTask } from './tasks/get-task.ts';
import { listTasks } from './tasks/list-tasks.ts';
import { pauseDeadline } from './tasks/pause-deadline.ts';
import { resumeDeadline } from './tasks/resume-deadline.ts';
import { saveDraft } from './tasks/save-draft.ts';
import { suggestAssignees } from './tasks/suggest-assignees.ts';
import { unclaimTask } from './tasks/unclaim-task.ts';
import { listUsers } from './users/list-users.ts';

/** Every endpoint: one line each. A test holds that each route of the contract is here. */
export const endpoints: Endpoint[] = [
  addNote,
  assignTask,
  beginAdHoc,
  callBackTask,
  cancelBatch,
  cancelMigration,
  cancelInstance,
  changeImport,
  changeMe,
  changeRecord,
  checkImport,
  checkProcess,
  claimTask,
  completeAdHoc,
  completeTask,
  createProcess,
  createRecord,
  deferTask,
  discardDraft,
  getBatch,
  getCalendar,
  getCallBackLoad,
  getCase,
  getCaseMap,
  getDesk,
  getDraft,
  getErrorsFile,
  getFigures,
  getFile,
  getHealth,
  getImport,
  getIncident,
  getMap,
  getMe,
  getProcess,
  getRecord,
  getStart,
  getTask,
  getVersion,
  instanceState,
  listBatchItems,
  listBatches,
  getWorkingTimes,
  listCalendars,
  listAdHoc,
  listCampaigns,
  listCaseHistory,
  listCases,
  listElements,
  listEventNames,
  listHints,
  listHistory,
  listHolidays,
  listImports,
  listIncidents,
  listInstances,
  listIntake,
  listMails,
  listMessages,
  listNotifications,
  listProcesses,
  listRecords,
  listRows,
  listSignals,
  listStages,
  listTasks,
  listUncertain,
  listUndelivered,
  listUsers,
  modifyInstance,
  pauseImport,
  previewBatch,
  pauseDeadline,
  previewCalendar,
  publishMessage,
  publishProcess,
  readNotification,
  releaseIntake,
  rerunIntake,
  rerunRow,
  restartInstance,
  resumeInstance,
  resumeDeadline,
  retryIncident,
  saveCalendar,
  saveDraft,
  saveFiles,
  searchAll,
  setInstanceVariables,
  setCalendarRule,
  settleJob,
  signIn,
  signOut,
  startBatch,
  startImport,
  startInstance,
  streamEvents,
  submitForm,
  suggestAssignees,
  suspendInstance,
  throwSignal,
  unclaimTask,
  undoStep,
  uploadFile,
  uploadImport,
  getMigration,
  getMigrationPlan,
  listMigrations,
  previewMigration,
  saveMigrationPlan,
  startMigration,
  undoMigration,
];
