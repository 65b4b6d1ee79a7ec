import type { Json, UndoBasis } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import { irrevocable } from '../irrevocable.ts';
import { getOwn } from '../own.ts';
import { refuse } from '../rejection.ts';
import { rerunJob } from '../rerun-job.ts';
import { deltaBetween, jobsMissing } from '../state-delta.ts';
import { terminateElement } from '../terminate.ts';
import type { Handler } from './handler.ts';
import { mayDirect } from './rights.ts';

/**
 * Takes back the last step of a person: afterwards the state is the one before it, but for its fact number. What the step began is closed
 * by facts of the usual kinds, what it ended is put back by one (`stepUndone`) that holds the difference; records get their values back,
 * and a case that ended by the step is open again.
 */
export const undo: Handler<'undo'> = (exec, { step }) => {
  const { undo: basis, actor } = exec.ctx;
  if (!basis)
    return refuse('irrevocable', 'No person has taken a step in this case that could be taken back', { params: { why: 'nothing' } });
  if (basis.actor !== actor.id && !mayDirect(actor)) {
    return refuse('forbidden', `The last step was taken by ${basis.actor}: he, a supervisor or an administrator takes it back`, {
      params: { actor: basis.actor },
    });
  }
  if (step !== undefined && step !== basis.lastFact) {
    return refuse('irrevocable', 'Another step was taken since', { params: { why: 'somebodyActed', actor: basis.actor, at: basis.at } });
  }
  const refused = irrevocable(exec, basis);
  if (refused) return refused;
  const { status } = exec.state;
  const stage = exec.state.stage ?? null;
  closeNew(exec, basis);
  const jobs = jobsMissing(exec.state, basis.before);
  const { command, actor: by, at, firstFact, lastFact } = basis;
  const to = basis.before.stage ?? null;
  exec.cause = exec.emit({
    type: 'stepUndone',
    version: 1,
    step: { command, actor: by, at, firstFact, lastFact },
    ...deltaBetween(exec.state, basis.before),
    ...(stage === to ? {} : { stage: { to, ...(basis.stageSince === undefined ? {} : { since: basis.stageSince }) } }),
    ...(status === basis.before.status ? {} : { reopens: status }),
  });
  restoreRecords(exec, basis);
  for (const job of jobs) rerunJob(exec, job, getOwn(basis.given, job));
  // What ended on the way would let others go on; in the state there was they wait.
  exec.keepStill();
  exec.reply.undone = command;
  return undefined;
};

/** Whatever was not there before the step ends, and says so where it is listed. */
function closeNew(exec: Execution, { before }: UndoBasis): void {
  for (const { id } of Object.values(exec.state.elements)) {
    if (!before.elements[id] && exec.instance(id)) terminateElement(exec, id, 'undone');
  }
  for (const { id } of Object.values(exec.state.elements)) closeNewWaits(exec, id, before);
  for (const { id } of Object.values(exec.state.incidents)) {
    if (!before.incidents[id]) exec.emit({ type: 'incidentResolved', version: 1, incident: id, how: 'obsolete' });
  }
  for (const [key, job] of Object.entries(exec.state.detachedJobs ?? {})) {
    if (before.detachedJobs && Object.hasOwn(before.detachedJobs, key)) continue;
    exec.emit({ type: 'jobCancelled', version: 1, elementInstance: job.elementInstance, job: key });
    if (!job.failed) exec.effect({ type: 'cancelJob', job: key });
  }
}

function closeNewWaits(exec: Execution, id: number, before: UndoBasis['before']): void {
  const now = exec.instance(id);
  const was = before.elements[id];
  if (!now || !was) return;
  if (now.task && !was.task) exec.emit({ type: 'taskCancelled', version: 1, elementInstance: id, element: now.element, reason: 'undone' });
  for (const { id: timer } of now.timers ?? []) {
    if (!was.timers?.some((each) => each.id === timer)) exec.emit({ type: 'timerCancelled', version: 1, elementInstance: id, timer });
  }
  for (const { id: subscription } of now.subscriptions ?? []) {
    if (was.subscriptions?.some((each) => each.id === subscription)) continue;
    exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: id, subscription });
  }
  if (now.job && now.job.key !== was.job?.key) {
    exec.emit({ type: 'jobCancelled', version: 1, elementInstance: id, job: now.job.key });
    if (!now.job.failed) exec.effect({ type: 'cancelJob', job: now.job.key });
  }
}

/** The value each field had before the step; the oldest of several changes says it. */
function restoreRecords(exec: Execution, { facts, lastFact }: UndoBasis): void {
  const values = new Map<string, Json>();
  for (const fact of facts) {
    if (fact.type !== 'recordChanged' || fact.number > lastFact) continue;
    for (const [field, value] of Object.entries(fact.before)) {
      const path = `${fact.alias}.${field}`;
      if (!values.has(path)) values.set(path, value);
    }
  }
  exec.records.change([...values]);
}
