import type { CompiledElement, ElementInstance } from '../../contract/index.ts';
import { occur } from '../../kernel/enter.ts';
import type { Execution } from '../../kernel/execution.ts';
import { clearScope } from '../../kernel/scopes.ts';
import { closeEvents, terminateElement } from '../../kernel/terminate.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import { isRound } from '../loop/run.ts';
import { startRun } from './run.ts';

/**
 * The transaction around `from` is cancelled (BPMN 2.0.2, 10.3.5 and 13.3.4): what is still going on in it ends, what completed is
 * compensated, and then it is left by the cancel event on its edge. False: there is no transaction around it.
 */
export function cancelTransaction(exec: Execution, from: number): boolean {
  let transaction: ElementInstance | undefined = exec.instance(from);
  while (transaction && exec.elementOf(transaction)?.kind !== 'transaction') {
    transaction = transaction.parent === null ? undefined : exec.instance(transaction.parent);
  }
  if (!transaction) return false;
  const { id } = transaction;
  clearScope(exec, id, `cancelled:${exec.instance(from)?.element ?? ''}`);
  closeEvents(exec, id);
  const steps = [...(exec.instance(id)?.compensations ?? [])].reverse().map((entry) => [entry]);
  startRun(exec, id, { scope: id, steps, after: 'cancel' });
  return true;
}

/** All is compensated: the transaction ends and its cancel event goes on. Without one its token is gone. */
export function leaveByCancel(exec: Execution, id: number): void {
  const instance = exec.instance(id) as ElementInstance;
  const element = exec.elementOf(instance) as CompiledElement;
  const index = exec.processOf(id);
  const edge = element.boundary.map((each) => index.element(each)).find((each) => triggersIn(each).some(({ kind }) => kind === 'cancel'));
  const whole = isRound(instance) ? (instance.parent as number) : id;
  const scope = exec.instance(whole)?.parent as number;
  terminateElement(exec, whole, `cancel:${edge?.id ?? element.id}`);
  if (edge) occur(exec, scope, edge);
  else exec.maybeEmpty.add(scope);
}
