import type { CompensationEntry, CompiledElement, ElementInstance } from '../../contract/index.ts';
import type { Execution } from '../../kernel/execution.ts';
import { isProcessScope } from '../../kernel/execution.ts';
import type { ProcessIndex } from '../../kernel/model-index.ts';
import type { CompensationConfig } from '../../triggers/compensation/config.ts';
import { isRound } from '../loop/run.ts';

/** The activity that compensates this one: what its compensation boundary event is associated with. */
export function handlerOf(exec: Execution, instance: ElementInstance, element: CompiledElement): string | undefined {
  return handlerIn(exec.processOf(instance.id), element);
}

export function handlerIn(index: ProcessIndex, element: CompiledElement): string | undefined {
  for (const id of element.boundary) {
    const { trigger } = index.element(id);
    if (trigger?.kind === 'compensation') return (trigger.config as CompensationConfig).handler;
  }
  return undefined;
}

/**
 * Called when an instance completes: one that can be compensated is remembered in its scope (BPMN 2.0.2, 13.5.5). Rounds of a repeated
 * activity wait in it until all of it has completed; what compensates is not compensated itself.
 */
export function logCompensation(exec: Execution, instance: ElementInstance): void {
  const { parent } = instance;
  if (parent === null || instance.compensates !== undefined) return;
  if (instance.loop) {
    logRounds(exec, instance);
    return;
  }
  const element = exec.elementOf(instance);
  const inner = instance.compensations;
  const compensable = inner !== undefined || compensationStart(exec, instance) !== null || (element && handlerOf(exec, instance, element));
  if (!compensable) return;
  log(exec, parent, {
    element: instance.element,
    process: instance.process,
    ...(isProcessScope(instance) ? { packageHash: exec.packageHashOf(instance) } : {}),
    ...(instance.variables === undefined || !(inner || isRound(instance) || compensationStart(exec, instance))
      ? {}
      : { variables: instance.variables }),
    ...(inner ? { inner } : {}),
  });
}

/** The completed rounds of a repeated activity are remembered in the scope it stands in, and undone side by side. */
export function logRounds(exec: Execution, body: ElementInstance): void {
  for (const entry of body.compensations ?? []) log(exec, body.parent as number, { ...entry, group: body.id });
}

function log(exec: Execution, scope: number, entry: Omit<CompensationEntry, 'id'>): void {
  const { id: _, ...kept } = entry as CompensationEntry;
  exec.emit({ type: 'compensationLogged', version: 1, scope, entry: kept });
}

/** The compensation event subprocess of a scope. */
export function compensationStart(
  exec: Execution,
  instance: ElementInstance,
): { subProcess: CompiledElement; start: CompiledElement } | null {
  return compensationStartIn(exec.processOf(instance.id), instance.element);
}

export function compensationStartIn(index: ProcessIndex, scope: string): { subProcess: CompiledElement; start: CompiledElement } | null {
  if (!index.scopes.has(scope)) return null;
  return index.eventStarts(scope).find(({ start }) => start.trigger?.kind === 'compensation') ?? null;
}

/** A scope that had completed and stands only to be undone: what was at its edge does not count any more. */
export function standsAgain(exec: Execution, instance: ElementInstance): boolean {
  return instance.compensates !== undefined && exec.elementOf(instance)?.forCompensation !== true;
}
