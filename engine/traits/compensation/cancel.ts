import type { CompiledElement, ElementInstance } from '../../contract/index.ts';
import { occur } from '../../kernel/enter.ts';
import type { Execution } from '../../kernel/execution.ts';
import { clearScope } from '../../kernel/scopes.ts';
import { closeEvents, closeWaits, terminateElement } from '../../kernel/terminate.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import { isRound } from '../loop/run.ts';
import { logRounds, standsAgain } from './log.ts';
import { endCompensating, startRun, stepsOf } from './run.ts';

/**
 * The transaction around `from` is cancelled (BPMN 2.0.2, 10.3.5 and 13.3.4): what is still going on in it ends, what completed is
 * compensated, and then it is left by the cancel event on its edge. A repeated one is cancelled with all its rounds. False: there is no
 * transaction around it.
 */
export function cancelTransaction(exec: Execution, from: number): boolean {
  const found = transactionAround(exec, from);
  if (!found) return false;
  const whole = isRound(found) ? exec.instance(found.parent as number) : undefined;
  // Asked for by what undoes it: it is on its way out.
  if (isLeaving(found) || isLeaving(whole)) return true;
  const reason = `cancelled:${exec.instance(from)?.element ?? ''}`;
  if (whole) cancelRounds(exec, whole.id, reason);
  else {
    clearScope(exec, found.id, reason);
    closeEvents(exec, found.id);
    cancelWithin(exec, found.id);
  }
  return true;
}

function transactionAround(exec: Execution, from: number): ElementInstance | undefined {
  let at: ElementInstance | undefined = exec.instance(from);
  while (at && exec.elementOf(at)?.kind !== 'transaction') at = at.parent === null ? undefined : exec.instance(at.parent);
  return at;
}

function isLeaving(instance: ElementInstance | undefined): boolean {
  return instance?.compensation?.after === 'cancel';
}

function cancelWithin(exec: Execution, scope: number): void {
  startRun(exec, scope, { scope, steps: stepsOf(exec.instance(scope)?.compensations ?? []), after: 'cancel' });
}

/** First what completed in rounds that had not ended is undone, those side by side; then the rounds that had. */
function cancelRounds(exec: Execution, id: number, reason: string): void {
  exec.forget(id);
  closeEvents(exec, id);
  const rounds = [...exec.children.of(id)];
  for (const round of rounds) {
    clearScope(exec, round, reason);
    closeWaits(exec, round, reason);
    const { element, lifecycle } = exec.instance(round) as ElementInstance;
    if (lifecycle !== 'active') exec.emit({ type: 'elementResumed', version: 1, elementInstance: round, element });
  }
  const whole = exec.instance(id) as ElementInstance;
  const scope = whole.parent as number;
  const known = new Set((exec.instance(scope)?.compensations ?? []).map((entry) => entry.id));
  logRounds(exec, whole);
  const steps = stepsOf((exec.instance(scope)?.compensations ?? []).filter((entry) => !known.has(entry.id)));
  startRun(exec, id, { scope, steps, after: 'cancel' });
  for (const round of rounds) cancelWithin(exec, round);
}

/** All is compensated: the transaction ends and its cancel event goes on. Without one its token is gone. */
export function leaveByCancel(exec: Execution, id: number): void {
  const instance = exec.instance(id) as ElementInstance;
  if (standsAgain(exec, instance)) {
    // It had been left when it completed.
    endCompensating(exec, id);
    return;
  }
  const element = exec.elementOf(instance) as CompiledElement;
  const index = exec.processOf(id);
  const edge = element.boundary.map((each) => index.element(each)).find((each) => triggersIn(each).some(({ kind }) => kind === 'cancel'));
  const reason = `cancel:${edge?.id ?? element.id}`;
  const round = isRound(instance);
  const whole = round ? (instance.parent as number) : id;
  if (round && isLeaving(exec.instance(whole))) {
    terminateElement(exec, id, reason);
    return;
  }
  const scope = exec.instance(whole)?.parent as number;
  exec.tried.add(whole);
  terminateElement(exec, whole, reason);
  if (edge) occur(exec, scope, edge);
  else exec.maybeEmpty.add(scope);
}
