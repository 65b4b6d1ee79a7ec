import type { CompiledElement, ElementInstance, Json, Variables } from '../contract/index.ts';
import { logCompensation } from '../traits/compensation/log.ts';
import { endCompensating } from '../traits/compensation/run.ts';
import { advanceLoop, completeRound, endLoop, isRound } from '../traits/loop/run.ts';
import { behaviourOf } from './behaviours.ts';
import type { Execution } from './execution.ts';
import type { Failure } from './failure.ts';
import { isHeld } from './held.ts';
import { leaveByConditions } from './leave.ts';
import { closeEvents, closeWaits } from './terminate.ts';

/** Completes an element instance: payload, outputs, choice of flows, end. What fails parks it until `retryIncident`. */
export function completeElement(exec: Execution, id: number, payload?: Variables): void {
  const instance = exec.instance(id);
  const element = instance && exec.elementOf(instance);
  if (!instance || !element) return;
  const failure = writePayload(exec, id, element, payload) ?? writeOutputs(exec, id, element);
  if (failure) parkCompletion(exec, id, failure);
  else leaveElement(exec, id, element);
}

/** Does a parked completion again, from where it failed. */
export function recomplete(exec: Execution, id: number): void {
  const instance = exec.instance(id);
  const element = instance && exec.elementOf(instance);
  if (!instance || !element) return;
  const { jobOutput, leaving, over } = instance.memo ?? {};
  if (leaving) leaveElement(exec, id, element);
  else if (over) endLoop(exec, id, element);
  else if (jobOutput) finishJob(exec, id, jobOutput as Variables);
  // Incidents of older cases say the same of what could not end and of what could not tell whether it is done.
  else if (instance.loop || behaviourOf(element.kind).settle) askIfDone(exec, id);
  else completeElement(exec, id);
}

/** Asks a repeated activity or a scope whether it is done. One that an incident holds is asked by its retry. */
export function askIfDone(exec: Execution, id: number): void {
  const instance = exec.instance(id);
  const element = instance && exec.elementOf(instance);
  if (!instance || !element || isHeld(exec.state, instance)) return;
  const failure = instance.loop ? advanceLoop(exec, id) : behaviourOf(element.kind).settle?.(exec.visit(id));
  if (failure) exec.raise(failure, { kind: 'ask', elementInstance: id });
}

/** The job's output is written and the element completes; what fails keeps the output for the retry. */
export function finishJob(exec: Execution, id: number, output: Variables): void {
  const visit = exec.visit(id);
  const { onJob } = behaviourOf(visit.element.kind);
  const failure = onJob ? onJob(visit, output) : void visit.complete(output);
  if (!failure) return;
  parkCompletion(exec, id, failure, { jobOutput: output });
}

/** The instance is over; what waited in it is closed. Returns the fact's number. */
export function endElement(exec: Execution, id: number): number {
  const element = exec.instance(id)?.element ?? '';
  closeWaits(exec, id, 'completed');
  const number = exec.emit({ type: 'elementCompleted', version: 1, elementInstance: id, element });
  exec.cause = number;
  return number;
}

/** What it did is done: nothing at its boundary may happen instead any more, while it waits for its retry. */
export function parkCompletion(exec: Execution, id: number, failure: Failure, memo?: { [key: string]: Json }): void {
  closeEvents(exec, id);
  if (memo) exec.emit({ type: 'memoSet', version: 1, elementInstance: id, memo });
  exec.raise(failure, { kind: 'complete', elementInstance: id });
}

/** Chooses the ways out and ends. A round of a repeated activity has none of its own: the loop goes on. */
export function leaveElement(exec: Execution, id: number, element: CompiledElement): void {
  if (isRound(exec.instance(id) as ElementInstance)) {
    completeRound(exec, id, () => {
      logCompensation(exec, exec.instance(id) as ElementInstance);
      return endElement(exec, id);
    });
    return;
  }
  if (exec.instance(id)?.compensates !== undefined) {
    endCompensating(exec, id);
    return;
  }
  const visit = exec.visit(id);
  const { leave } = behaviourOf(element.kind);
  const flows = (leave ?? leaveByConditions)(visit);
  if (!flows.ok) {
    parkCompletion(exec, id, flows.failure, { leaving: true });
    return;
  }
  const { parent } = visit;
  const resets = visit.instance.memo?.reset === true;
  logCompensation(exec, visit.instance);
  const index = exec.processOf(id);
  const cause = endElement(exec, id);
  for (const flow of flows.value) {
    for (let tokens = element.completionQuantity ?? 1; tokens > 0; tokens -= 1) {
      exec.enqueue({ scope: parent, element: index.flow(flow).target, flow, cause });
    }
  }
  if (flows.value.length > 0) {
    askIfDone(exec, parent);
    return;
  }
  // A case that ends in a subprocess ends as the end event in there says; a gateway that begins anew ends nothing.
  if (!resets && (!index.scopes.has(element.id) || exec.lastEnd?.kind !== 'end-event')) exec.lastEnd = element;
  exec.maybeEmpty.add(parent);
  askIfDone(exec, parent);
}

function writePayload(exec: Execution, id: number, element: CompiledElement, payload: Variables | undefined): Failure | undefined {
  if (!payload || Object.keys(payload).length === 0) return undefined;
  return element.outputs.length > 0 ? exec.data.setLocal(id, payload) : exec.data.set(id, payload);
}

function writeOutputs(exec: Execution, id: number, element: CompiledElement): Failure | undefined {
  const parent = exec.instance(id)?.parent;
  if (parent === undefined || parent === null) return undefined;
  const failure = exec.data.write(id, parent, element.outputs);
  return failure && { ...failure, message: `output ${failure.message}` };
}
