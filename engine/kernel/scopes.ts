import { callReference, type OutsideCall, type Variables } from '../contract/index.ts';
import type { EndEventConfig } from '../elements/end-event/config.ts';
import { logCompensation } from '../traits/compensation/log.ts';
import { endCompensating } from '../traits/compensation/run.ts';
import { stopRun } from '../traits/compensation/stop.ts';
import { armEventSubProcesses, prepareEventSubProcesses } from '../traits/event-sub-process.ts';
import type { Armed } from './behaviour.ts';
import { behaviourOf } from './behaviours.ts';
import { askIfDone, completeElement, endElement } from './complete.ts';
import { checkConditionsOf } from './conditions.ts';
import { type Execution, isProcessScope } from './execution.ts';
import { bad, type Failure } from './failure.ts';
import { processIn } from './model-index.ts';
import { getOwn } from './own.ts';
import { closeWaits, terminateElement } from './terminate.ts';

/** Calls within calls; beyond it a process is taken to call itself without end. */
const deepestCall = 100;

/**
 * Arms the event subprocesses of a scope instance and sends a token to each place where `inside` begins, or has `begin` do so. Only then the
 * conditions of event subprocesses are asked, before anything moves: one that interrupts takes the tokens back.
 */
export function enterScope(exec: Execution, id: number, inside: string, begin?: () => void): Failure | undefined {
  const index = exec.processOf(id);
  const prepared = prepareEventSubProcesses(exec, id, inside);
  if (!prepared.ok) return prepared.failure;
  const placed = begin ? undefined : exec.placed.get(inside);
  if (placed) return enterPlaced(exec, id, inside, prepared.value, placed);
  const entrances = begin ? [] : index.entrances(inside);
  if (!begin && entrances.length === 0 && (index.scopes.get(inside)?.length ?? 0) > 0) {
    return bad('noStart', `"${inside}" has no start event without trigger to begin at`).failure;
  }
  armEventSubProcesses(exec, id, prepared.value);
  for (const { id: element } of entrances) exec.enqueue({ scope: id, element, cause: exec.cause });
  if (begin) begin();
  else if (entrances.length === 0) exec.maybeEmpty.add(id);
  while (checkConditionsOf(exec, id));
  return undefined;
}

/** A scope entered by hand begins where the operator said. */
function enterPlaced(
  exec: Execution,
  id: number,
  inside: string,
  armed: Armed[],
  placed: { element: string; variables?: Variables }[],
): Failure | undefined {
  for (const { variables } of placed) {
    const failure = variables && exec.data.setLocal(id, variables);
    if (failure) return failure;
  }
  exec.placed.delete(inside);
  armEventSubProcesses(exec, id, armed);
  for (const { element } of placed) exec.enqueue({ scope: id, element, cause: exec.cause });
  while (checkConditionsOf(exec, id));
  return undefined;
}

/**
 * Enters a process of the caller's package, or of the one named, as a scope of its own within the call activity `id`. Which package it was is
 * written into the fact: the call goes on with it whatever is published later.
 */
export function enterProcess(exec: Execution, id: number, named: string, from?: OutsideCall): Failure | undefined {
  const instance = exec.instance(id);
  if (!instance) return undefined;
  const packageHash = from ? getOwn(exec.ctx.called, callReference(from)) : exec.packageHashOf(instance);
  if (packageHash === undefined) {
    const version = from?.version === undefined ? '' : `version ${from.version} of `;
    return bad('calledPackage', `There is no published ${version}package "${from?.package}" to call`).failure;
  }
  const pkg = exec.packageBy(packageHash);
  const process = from && named === '' ? pkg.mainProcess : named;
  if (!processIn(pkg, process)) {
    return bad('calledProcess', `The package${from ? ` "${pkg.key}"` : ''} has no process "${process}" to call`).failure;
  }
  if (depth(exec, id) >= deepestCall)
    return bad('callDepth', `Calls are nested ${deepestCall} deep: "${process}" seems to call itself`).failure;
  const scope = exec.emit({
    type: 'elementActivated',
    version: 1,
    element: process,
    process,
    packageHash,
    parent: id,
    ...(instance.variables === undefined ? {} : { variables: instance.variables }),
  });
  exec.cause = scope;
  const failure = enterScope(exec, scope, process);
  if (failure) terminateElement(exec, scope, 'failed');
  return failure;
}

/** A scope has nothing left in it: the instance, the call or the subprocess ends. */
export function completeScope(exec: Execution, id: number): void {
  const instance = exec.instance(id);
  if (!instance) return;
  if (instance.compensates !== undefined) {
    endCompensating(exec, id);
  } else if (instance.parent === null) {
    completeInstance(exec, id);
  } else if (isProcessScope(instance)) {
    const { parent, variables } = instance;
    const outputs = exec.visit(parent).element.outputs;
    logCompensation(exec, instance);
    endElement(exec, id);
    completeElement(exec, parent, outputs.length > 0 ? variables : undefined);
  } else {
    const { settle } = behaviourOf(exec.visit(id).element.kind);
    if (settle) askIfDone(exec, id);
    else completeElement(exec, id);
  }
}

/** Ends everything in the scope of `id` but itself: what a terminate end event does. */
export function terminateSiblings(exec: Execution, id: number): void {
  const instance = exec.instance(id);
  if (!instance || instance.parent === null) return;
  const { parent, element } = instance;
  clearScope(exec, parent, `terminated:${element}`, id);
}

/** Ends all children of a scope but `spared`, its waiting tokens and those on their way. */
export function clearScope(exec: Execution, scope: number, reason: string, spared?: number): void {
  exec.forget(scope);
  for (const child of [...exec.children.of(scope)]) if (child !== spared) terminateElement(exec, child, reason);
  const instance = exec.instance(scope);
  if (instance?.arrived) exec.emit({ type: 'tokensDropped', version: 1, scope });
  const resetting = instance?.resetting ? exec.processOf(scope).inOrder(Object.keys(instance.resetting)) : [];
  for (const gateway of resetting) {
    exec.emit({ type: 'gatewayReset', version: 1, scope, gateway, waiting: null });
  }
  // What was undoing something is gone, too.
  stopRun(exec, scope);
}

function completeInstance(exec: Execution, root: number): void {
  closeWaits(exec, root, 'completed');
  const end = exec.lastEnd;
  const { stage, packageHash } = exec.state;
  const outcome =
    (end?.kind === 'end-event' ? (end.config as EndEventConfig).outcome : undefined) ??
    exec.packageBy(packageHash).stages.find((each) => each.id === stage)?.ends;
  exec.emit({
    type: 'instanceCompleted',
    version: 1,
    ...(outcome === undefined ? {} : { outcome }),
    ...(end === null ? {} : { element: end.id }),
  });
}

function depth(exec: Execution, id: number): number {
  let calls = 0;
  for (let at = exec.instance(id); at && at.parent !== null; at = exec.instance(at.parent)) if (isProcessScope(at)) calls += 1;
  return calls;
}
