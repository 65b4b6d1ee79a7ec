import type { CompensationEntry, CompensationRun, ElementInstance } from '../../contract/index.ts';
import type { Execution } from '../../kernel/execution.ts';
import type { CompensationConfig } from '../../triggers/compensation/config.ts';
import { compensationStart, standsAgain } from './log.ts';

/** Whatever an instance was compensating by itself ends: what was left of it can be compensated again. */
export function stopRun(exec: Execution, id: number): void {
  const run = exec.instance(id)?.compensation;
  if (run) tell(exec, id, leftOf(run));
}

/**
 * Called before an instance is terminated, along with all in `dying`. What it asked to be undone and was not begun, and what it was undoing
 * itself, goes back where it was remembered, if that place lasts. What failed by itself (`exec.tried`) does not: it would only fail again.
 */
export function stopCompensating(exec: Execution, id: number, dying: number): void {
  const { compensation, undoes, parent } = exec.instance(id) ?? {};
  if (compensation) {
    const left = leftOf(compensation).filter(({ scope }) => lasts(exec, scope, dying));
    if (left.length > 0) tell(exec, id, left);
  }
  if (!undoes || typeof parent !== 'number' || !lasts(exec, parent, dying)) return;
  // Read anew: what was left in it counts.
  const entry = entryAgain(exec, exec.instance(id) as ElementInstance);
  if (entry) tell(exec, id, [{ scope: parent, entry }]);
}

/** The scope instance an entry of a run is undone in. */
export function scopeOf(run: CompensationRun, entry: CompensationEntry): number {
  return entry.scope ?? run.scope;
}

interface Left {
  scope: number;
  entry: CompensationEntry;
}

function tell(exec: Execution, id: number, left: Left[]): void {
  exec.emit({ type: 'compensationStopped', version: 1, elementInstance: id, element: exec.instance(id)?.element ?? '', left });
}

function leftOf(run: CompensationRun): Left[] {
  return run.steps.flat().map((each) => {
    const { scope: _, ...entry } = each;
    return { scope: scopeOf(run, each), entry };
  });
}

/** The entry that an instance was undoing, as the model and what is left in it are now; none when nothing of it could be undone again. */
function entryAgain(exec: Execution, instance: ElementInstance): CompensationEntry | undefined {
  const { undoes, process, packageHash, compensations: inner } = instance;
  if (!undoes) return undefined;
  const tried = exec.tried.has(instance.id);
  if (!standsAgain(exec, instance)) {
    const element = tried ? undefined : undoneBy(exec, instance);
    return element === undefined ? undefined : { ...undoes, element, process };
  }
  const own = compensationStart(exec, instance) !== null;
  if (own ? tried : !inner) return undefined;
  const hash = packageHash === undefined ? {} : { packageHash };
  return { ...undoes, element: instance.element, process, ...hash, ...(inner ? { inner } : {}) };
}

/** The activity that a handler undoes. */
function undoneBy(exec: Execution, { id, element: handler }: ElementInstance): string | undefined {
  const index = exec.processOf(id);
  const isEdge = (edge: string) => {
    const { trigger } = index.element(edge);
    return trigger?.kind === 'compensation' && (trigger.config as CompensationConfig).handler === handler;
  };
  return index.process.elements.find(({ boundary }) => boundary.some(isEdge))?.id;
}

/** True when what is remembered in a scope counts after all in `dying` has ended: it lasts, or it goes back with the scope itself. */
function lasts(exec: Execution, scope: number, dying: number): boolean {
  const instance = exec.instance(scope);
  if (!instance) return false;
  if (!isWithin(exec, instance, dying)) return true;
  return instance.undoes !== undefined && instance.parent !== null && lasts(exec, instance.parent, dying);
}

function isWithin(exec: Execution, instance: ElementInstance, dying: number): boolean {
  for (let at: ElementInstance | undefined = instance; at; at = at.parent === null ? undefined : exec.instance(at.parent)) {
    if (at.id === dying) return true;
  }
  return false;
}
