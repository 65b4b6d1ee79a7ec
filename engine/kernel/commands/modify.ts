import type { ModifyCommand, Rejection } from '../../contract/index.ts';
import { type Execution, isProcessScope } from '../execution.ts';
import { getOwn } from '../own.ts';
import { placeAt, runPlaced } from '../place.ts';
import { refuse } from '../rejection.ts';
import { terminateElement } from '../terminate.ts';
import type { Handler } from './handler.ts';
import { mustDirect } from './rights.ts';

/** Why an element instance ended that an operator took away. */
const reasonOfEnd = 'modified';

/** Moves tokens by hand: takes away, starts elsewhere. Guards of stages hold as for everybody. */
export const modify: Handler<'modify'> = (exec, command) => {
  const { reason, cancel, start, drop = [] } = command;
  const denied = mustDirect(exec.ctx.actor, 'moves tokens', reason, 'Say why tokens are moved');
  if (denied) return denied;
  if (cancel.length === 0 && start.length === 0 && drop.length === 0)
    return refuse('invalidCommand', 'There is nothing to cancel or start');
  const unknown = checkNames(exec, command);
  if (unknown) return unknown;
  exec.cause = exec.emit({
    type: 'instanceModified',
    version: 1,
    reason,
    cancelled: cancel,
    started: start.map((each) => each.element),
    dropped: drop,
  });
  const touched = cancelAll(exec, cancel);
  for (const each of start) {
    const refused = placeAt(exec, each);
    if (refused) return refused;
  }
  for (const { scope } of drop) touched.add(scope);
  for (const scope of touched) closeIfEmpty(exec, scope);
  if (exec.children.isEmpty(exec.root) && !exec.instance(exec.root)?.arrived) {
    return refuse('invalidCommand', 'Nothing would be left in the case: start something, or cancel the case');
  }
  return runPlaced(exec);
};

function checkNames(exec: Execution, { cancel, drop = [] }: ModifyCommand): Rejection | undefined {
  for (const id of cancel) {
    const instance = exec.instance(id);
    if (!instance) return refuse('notFound', `There is no element instance ${id} in the case`);
    if (instance.parent === null) return refuse('invalidCommand', 'The whole case is ended by cancelling it, not by moving tokens');
  }
  for (const { scope, gateway } of drop) {
    if (!getOwn(exec.instance(scope)?.arrived, gateway)) return refuse('notFound', `No token waits at "${gateway}" in ${scope}`);
  }
  return undefined;
}

/** @returns the scopes from which something was taken. */
function cancelAll(exec: Execution, ids: number[]): Set<number> {
  const touched = new Set<number>();
  for (const id of ids) {
    const instance = exec.instance(id);
    // Gone with a scope named before it.
    if (!instance || instance.parent === null) continue;
    // The inside of a call is its call activity.
    const target = isProcessScope(instance) ? (exec.instance(instance.parent) ?? instance) : instance;
    terminateElement(exec, target.id, reasonOfEnd);
    touched.add(target.parent as number);
  }
  return touched;
}

/** A scope out of which everything was taken goes, too: it did not complete. A repeated activity goes on with its next round, an ad-hoc one may be empty. */
function closeIfEmpty(exec: Execution, id: number): void {
  const scope = exec.instance(id);
  if (!scope || scope.parent === null || scope.arrived || scope.compensation || !exec.children.isEmpty(id)) return;
  if (scope.loop || exec.elementOf(scope)?.kind === 'ad-hoc-sub-process') {
    exec.maybeEmpty.add(id);
    return;
  }
  terminateElement(exec, id, reasonOfEnd);
  closeIfEmpty(exec, scope.parent);
}
