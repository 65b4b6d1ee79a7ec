import type { Fact, FactType } from '../../contract/facts.ts';
import type { StateDraft } from '../state-draft.ts';
import type { Applier } from './applier.ts';
import { compensationCompletedV1 } from './compensation-completed.v1.ts';
import { compensationLoggedV1 } from './compensation-logged.v1.ts';
import { compensationStartedV1 } from './compensation-started.v1.ts';
import { compensationStartedV2 } from './compensation-started.v2.ts';
import { compensationStoppedV1 } from './compensation-stopped.v1.ts';
import { conditionArmedV1 } from './condition-armed.v1.ts';
import { conditionChangedV1 } from './condition-changed.v1.ts';
import { conditionClosedV1 } from './condition-closed.v1.ts';
import { deadlinePausedV1 } from './deadline-paused.v1.ts';
import { deadlineRemovedV1 } from './deadline-removed.v1.ts';
import { deadlineResumedV1 } from './deadline-resumed.v1.ts';
import { decisionEvaluatedV1 } from './decision-evaluated.v1.ts';
import { draftSavedV1 } from './draft-saved.v1.ts';
import { elementActivatedV1 } from './element-activated.v1.ts';
import { elementActivatedV2 } from './element-activated.v2.ts';
import { elementActivatedV3 } from './element-activated.v3.ts';
import { elementActivatedV4 } from './element-activated.v4.ts';
import { elementCompletedV1 } from './element-completed.v1.ts';
import { elementResumedV1 } from './element-resumed.v1.ts';
import { elementTerminatedV1 } from './element-terminated.v1.ts';
import { errorThrownV1 } from './error-thrown.v1.ts';
import { escalationThrownV1 } from './escalation-thrown.v1.ts';
import { flowTakenV1 } from './flow-taken.v1.ts';
import { gatewayResetV1 } from './gateway-reset.v1.ts';
import { incidentRaisedV1 } from './incident-raised.v1.ts';
import { incidentResolvedV1 } from './incident-resolved.v1.ts';
import { instanceCancelledV1 } from './instance-cancelled.v1.ts';
import { instanceCompletedV1 } from './instance-completed.v1.ts';
import { instanceMigratedV1 } from './instance-migrated.v1.ts';
import { instanceMigratedV2 } from './instance-migrated.v2.ts';
import { instanceModifiedV1 } from './instance-modified.v1.ts';
import { instanceRestartedV1 } from './instance-restarted.v1.ts';
import { instanceResumedV1 } from './instance-resumed.v1.ts';
import { instanceStartedV1 } from './instance-started.v1.ts';
import { instanceSuspendedV1 } from './instance-suspended.v1.ts';
import { jobCancelledV1 } from './job-cancelled.v1.ts';
import { jobCompletedV1 } from './job-completed.v1.ts';
import { jobCreatedV1 } from './job-created.v1.ts';
import { jobCreatedV2 } from './job-created.v2.ts';
import { jobFailedV1 } from './job-failed.v1.ts';
import { jobResultHeldV1 } from './job-result-held.v1.ts';
import { jobResultIgnoredV1 } from './job-result-ignored.v1.ts';
import { jobRetriedV1 } from './job-retried.v1.ts';
import { jobRetriedV2 } from './job-retried.v2.ts';
import { loopRoundCompletedV1 } from './loop-round-completed.v1.ts';
import { loopStartedV1 } from './loop-started.v1.ts';
import { memoSetV1 } from './memo-set.v1.ts';
import { messagePublishedV1 } from './message-published.v1.ts';
import { messageReceivedV1 } from './message-received.v1.ts';
import { migrationUndoneV1 } from './migration-undone.v1.ts';
import { migrationUndoneV2 } from './migration-undone.v2.ts';
import { overriddenV1 } from './overridden.v1.ts';
import { recordChangedV1 } from './record-changed.v1.ts';
import { signalHeldV1 } from './signal-held.v1.ts';
import { signalReceivedV1 } from './signal-received.v1.ts';
import { signalThrownV1 } from './signal-thrown.v1.ts';
import { stageEnteredV1 } from './stage-entered.v1.ts';
import { stepUndoneV1 } from './step-undone.v1.ts';
import { subscriptionClosedV1 } from './subscription-closed.v1.ts';
import { subscriptionOpenedV1 } from './subscription-opened.v1.ts';
import { taskAlertedV1 } from './task-alerted.v1.ts';
import { taskAssignedV1 } from './task-assigned.v1.ts';
import { taskCancelledV1 } from './task-cancelled.v1.ts';
import { taskClaimedV1 } from './task-claimed.v1.ts';
import { taskCompletedV1 } from './task-completed.v1.ts';
import { taskCreatedV1 } from './task-created.v1.ts';
import { taskDeferredV1 } from './task-deferred.v1.ts';
import { taskDeferredV2 } from './task-deferred.v2.ts';
import { taskRescheduledV1 } from './task-rescheduled.v1.ts';
import { taskRevisedV1 } from './task-revised.v1.ts';
import { taskUnclaimedV1 } from './task-unclaimed.v1.ts';
import { timerArmedV1 } from './timer-armed.v1.ts';
import { timerCancelledV1 } from './timer-cancelled.v1.ts';
import { timerFiredV1 } from './timer-fired.v1.ts';
import { timerParkedV1 } from './timer-parked.v1.ts';
import { timerRescheduledV1 } from './timer-rescheduled.v1.ts';
import { tokenArrivedV1 } from './token-arrived.v1.ts';
import { tokensDroppedV1 } from './tokens-dropped.v1.ts';
import { tokensJoinedV1 } from './tokens-joined.v1.ts';
import { variablesCorrectedV1 } from './variables-corrected.v1.ts';
import { variablesSetV1 } from './variables-set.v1.ts';

/** Fact type -> its appliers, version 1 first. A new version is appended, nothing is ever taken away. */
export const appliers: { [T in FactType]: (Applier<T, 1> | Applier<T, 2> | Applier<T, 3> | Applier<T, 4>)[] } = {
  instanceStarted: [instanceStartedV1],
  elementActivated: [elementActivatedV1, elementActivatedV2, elementActivatedV3, elementActivatedV4],
  loopStarted: [loopStartedV1],
  loopRoundCompleted: [loopRoundCompletedV1],
  elementCompleted: [elementCompletedV1],
  elementResumed: [elementResumedV1],
  elementTerminated: [elementTerminatedV1],
  flowTaken: [flowTakenV1],
  tokenArrived: [tokenArrivedV1],
  tokensJoined: [tokensJoinedV1],
  tokensDropped: [tokensDroppedV1],
  variablesSet: [variablesSetV1],
  memoSet: [memoSetV1],
  stageEntered: [stageEnteredV1],
  taskCreated: [taskCreatedV1],
  taskClaimed: [taskClaimedV1],
  taskUnclaimed: [taskUnclaimedV1],
  taskAssigned: [taskAssignedV1],
  taskDeferred: [taskDeferredV1, taskDeferredV2],
  taskRescheduled: [taskRescheduledV1],
  deadlinePaused: [deadlinePausedV1],
  deadlineResumed: [deadlineResumedV1],
  deadlineRemoved: [deadlineRemovedV1],
  draftSaved: [draftSavedV1],
  taskCompleted: [taskCompletedV1],
  taskCancelled: [taskCancelledV1],
  taskAlerted: [taskAlertedV1],
  timerArmed: [timerArmedV1],
  timerFired: [timerFiredV1],
  timerCancelled: [timerCancelledV1],
  timerParked: [timerParkedV1],
  timerRescheduled: [timerRescheduledV1],
  jobCreated: [jobCreatedV1, jobCreatedV2],
  jobCompleted: [jobCompletedV1],
  jobFailed: [jobFailedV1],
  jobRetried: [jobRetriedV1, jobRetriedV2],
  jobCancelled: [jobCancelledV1],
  jobResultIgnored: [jobResultIgnoredV1],
  subscriptionOpened: [subscriptionOpenedV1],
  subscriptionClosed: [subscriptionClosedV1],
  conditionArmed: [conditionArmedV1],
  conditionChanged: [conditionChangedV1],
  conditionClosed: [conditionClosedV1],
  signalThrown: [signalThrownV1],
  signalHeld: [signalHeldV1],
  signalReceived: [signalReceivedV1],
  escalationThrown: [escalationThrownV1],
  compensationLogged: [compensationLoggedV1],
  compensationStarted: [compensationStartedV1, compensationStartedV2],
  compensationStopped: [compensationStoppedV1],
  compensationCompleted: [compensationCompletedV1],
  gatewayReset: [gatewayResetV1],
  messageReceived: [messageReceivedV1],
  messagePublished: [messagePublishedV1],
  errorThrown: [errorThrownV1],
  recordChanged: [recordChangedV1],
  decisionEvaluated: [decisionEvaluatedV1],
  incidentRaised: [incidentRaisedV1],
  incidentResolved: [incidentResolvedV1],
  overridden: [overriddenV1],
  instanceCompleted: [instanceCompletedV1],
  instanceCancelled: [instanceCancelledV1],
  instanceSuspended: [instanceSuspendedV1],
  instanceResumed: [instanceResumedV1],
  jobResultHeld: [jobResultHeldV1],
  instanceModified: [instanceModifiedV1],
  variablesCorrected: [variablesCorrectedV1],
  instanceRestarted: [instanceRestartedV1],
  stepUndone: [stepUndoneV1],
  instanceMigrated: [instanceMigratedV1, instanceMigratedV2],
  migrationUndone: [migrationUndoneV1, migrationUndoneV2],
  taskRevised: [taskRevisedV1],
};

const byType = new Map(Object.entries(appliers));

export function applierOf(type: string, version: number): (draft: StateDraft, fact: Fact) => void {
  const applier = byType.get(type)?.[version - 1];
  if (!applier) throw new Error(`no applier for fact ${type} version ${version}`);
  return applier as (draft: StateDraft, fact: Fact) => void;
}
