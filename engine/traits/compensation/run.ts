import type { CompensationEntry, CompensationRun, ElementInstance } from '../../contract/index.ts';
import { askIfDone, completeElement, endElement } from '../../kernel/complete.ts';
import { beginCompensating } from '../../kernel/enter.ts';
import type { Execution } from '../../kernel/execution.ts';
import { isEventSubProcess } from '../../kernel/model-index.ts';
import { startEventSubProcess } from '../event-sub-process.ts';
import { leaveByCancel } from './cancel.ts';
import { compensationStart, handlerOf } from './log.ts';
import { scopeOf } from './stop.ts';

/**
 * Asks for compensation of what has completed: of one activity, or of all in the scope (BPMN 2.0.2, 10.5.6 and 13.5.5). Last completed first,
 * each step when the one before it is done; the rounds of a repeated activity side by side. `holder` waits for it.
 */
export function compensate(exec: Execution, from: number, activity: string | undefined, wait: boolean): void {
  const scope = compensatedScope(exec, from, activity);
  if (!scope) return;
  const entries = (scope.compensations ?? []).filter((entry) => activity === undefined || entry.element === activity);
  startRun(exec, wait ? from : scope.id, { scope: scope.id, steps: stepsOf(entries), after: 'continue' });
}

/** `holder` asks for a run, after what it has asked for already. */
export function startRun(exec: Execution, holder: number, asked: CompensationRun): void {
  if (asked.steps.length === 0 && asked.after === 'continue') return;
  const { element = '', compensation: before } = exec.instance(holder) ?? {};
  const earlier = before?.steps.map((step) => step.map((entry) => ({ ...entry, scope: scopeOf(before, entry) }))) ?? [];
  const after = before?.after === 'cancel' ? 'cancel' : asked.after;
  const run = { scope: asked.scope, steps: [...earlier, ...asked.steps], after };
  exec.cause = exec.emit({ type: 'compensationStarted', version: 2, elementInstance: holder, element, run });
  continueRun(exec, holder);
}

/** Latest first; what belongs to one repeated activity is one step. */
export function stepsOf(entries: CompensationEntry[]): CompensationEntry[][] {
  const steps: CompensationEntry[][] = [];
  for (const entry of [...entries].reverse()) {
    const last = steps.at(-1);
    if (entry.group !== undefined && last?.[0]?.group === entry.group) last.push(entry);
    else steps.push([entry]);
  }
  return steps;
}

/** The scope whose activities are meant: that of the thrower, seen from an event subprocess the one around it, up to where the activity is. */
function compensatedScope(exec: Execution, from: number, activity: string | undefined): ElementInstance | undefined {
  let at = exec.instance(exec.instance(from)?.parent ?? -1);
  while (at) {
    const element = exec.elementOf(at);
    const inEvent = element !== undefined && isEventSubProcess(element);
    const here = activity === undefined ? !inEvent : exec.processOf(at.id).elements.get(activity)?.scope === at.element;
    if (here && !at.loop) return at;
    at = at.parent === null ? undefined : exec.instance(at.parent);
  }
  return undefined;
}

/** Begins the next step when nothing of the one before is left; after the last, whoever waited goes on. */
export function continueRun(exec: Execution, holder: number): void {
  const instance = exec.instance(holder);
  const run = instance?.compensation;
  if (!instance || !run) return;
  if (Object.values(exec.state.elements).some((each) => each.compensates === holder)) return;
  // Of a repeated transaction that is cancelled, the rounds that had not ended come first.
  if (run.after === 'cancel' && instance.loop && exec.children.of(holder).size > 0) return;
  const [step] = run.steps;
  if (step) {
    for (const entry of step) undo(exec, holder, scopeOf(run, entry), entry);
    return;
  }
  exec.cause = exec.emit({ type: 'compensationCompleted', version: 1, elementInstance: holder, element: instance.element });
  if (run.after === 'cancel') leaveByCancel(exec, holder);
  else if (instance.loop) askIfDone(exec, holder);
  else if (holder === run.scope) exec.maybeEmpty.add(holder);
  else completeElement(exec, holder);
}

function undo(exec: Execution, holder: number, scope: number, entry: CompensationEntry): void {
  const index = exec.processOf(scope);
  const element = entry.element === entry.process ? undefined : index.element(entry.element);
  const place = exec.instance(scope) as ElementInstance;
  const handler = element && handlerOf(exec, place, element);
  if (handler !== undefined) {
    beginCompensating(exec, holder, scope, entry, index.element(handler));
    return;
  }
  const id = beginCompensating(exec, holder, scope, entry, null);
  undoScope(exec, exec.instance(id) as ElementInstance);
}

/** A scope that stands again is compensated by its event subprocess, else by undoing what completed in it. */
function undoScope(exec: Execution, scope: ElementInstance): void {
  const own = compensationStart(exec, scope);
  if (own) startEventSubProcess(exec, scope.id, own.subProcess, own.start, `compensation:${own.start.id}`);
  else startRun(exec, scope.id, { scope: scope.id, steps: stepsOf(scope.compensations ?? []), after: 'continue' });
  exec.maybeEmpty.add(scope.id);
}

/** What compensated something is done: nothing is left by it, and whoever asked for it goes on, unless it was taken away meanwhile. */
export function endCompensating(exec: Execution, id: number): void {
  const { compensates, parent } = exec.instance(id) as ElementInstance;
  endElement(exec, id);
  exec.goOn(compensates as number);
  exec.maybeEmpty.add(parent as number);
}
