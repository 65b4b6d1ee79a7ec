import type { CompiledElement, ElementInstance, MigrationReason } from '../../contract/index.ts';
import { type Execution, isProcessScope } from '../execution.ts';
import type { ProcessIndex } from '../model-index.ts';
import { goesOn, jobOf, loopOf } from './kinds.ts';
import type { ModelMapping } from './model-mapping.ts';
import { reason } from './reasons.ts';

/** Where one element instance is, and where it will be. `old` and `target` are absent for the scope of a process. */
export interface Position {
  instance: ElementInstance;
  index: ProcessIndex;
  process: ProcessIndex;
  old?: CompiledElement;
  target?: CompiledElement;
  /** Id in the new version: the target's, or the process's. */
  id: string;
}

/** Where an element instance goes whatever the plan says: back to where it was. */
export type KnownTarget = (instance: ElementInstance) => string | undefined;

/**
 * The place of every element instance of the version that is left, outermost first. Scopes of other packages (and of called versions
 * pinned by themselves) stay as they are. What has no place is in `reasons`; what hangs on it is not looked at.
 */
export function findPositions(
  exec: Execution,
  mapping: ModelMapping,
  known: KnownTarget = () => undefined,
): { positions: Map<number, Position>; reasons: MigrationReason[] } {
  const positions = new Map<number, Position>();
  const reasons: MigrationReason[] = [];
  const instances = Object.values(exec.state.elements).sort((a, b) => a.id - b.id);
  for (const instance of instances) {
    if (exec.packageHashOf(instance) !== mapping.from.hash) continue;
    const found = isProcessScope(instance)
      ? placeOfProcess(exec, mapping, instance)
      : placeOfElement(exec, mapping, instance, positions, known);
    if (found && 'code' in found) reasons.push(found);
    else if (found) positions.set(instance.id, found);
  }
  return { positions, reasons };
}

function placeOfProcess(exec: Execution, mapping: ModelMapping, instance: ElementInstance): Position | MigrationReason {
  const process = mapping.process(instance.process);
  const spot = { instance };
  return process ? { instance, index: exec.processOf(instance.id), process, id: process.process.id } : reason('processMissing', spot);
}

function placeOfElement(
  exec: Execution,
  mapping: ModelMapping,
  instance: ElementInstance,
  positions: Map<number, Position>,
  known: KnownTarget,
): Position | MigrationReason | undefined {
  const parent = positions.get(instance.parent as number);
  if (!parent) return undefined;
  const { process } = parent;
  const index = exec.processOf(instance.id);
  const old = index.element(instance.element);
  const spot = { element: old, instance };
  const id = known(instance) ?? mapping.target(old.id);
  if (id === null) return reason('unmapped', spot);
  const target = process.elements.get(id);
  if (!target) return reason(mapping.isNamed(old.id) ? 'targetMissing' : 'unmapped', spot, { target: id });
  // A round of a repeated activity stands in its body, which is of the same element.
  const scope = instance.loopCounter === undefined ? parent.id : target.scope;
  if (instance.loopCounter !== undefined && parent.id !== target.id) return reason('loopChanged', spot);
  if (target.scope !== scope) return reason('otherScope', spot, { scope: process.elements.get(target.scope)?.name ?? target.scope });
  if (loopOf(old) !== loopOf(target)) return reason('loopChanged', spot);
  const goes = goesOn(old, target, instance);
  if (goes === 'kindChanged') return reason(goes, spot, { from: old.kind, to: target.kind });
  if (goes === 'triggerChanged') return reason(goes, spot, { from: old.trigger?.kind ?? 'none', to: target.trigger?.kind ?? 'none' });
  const job = jobOf(target);
  if (instance.job && !instance.job.failed && job?.jobType !== instance.job.type) {
    return reason('jobChanged', spot, { from: instance.job.type, to: job?.jobType ?? null });
  }
  return { instance, index, process, old, target, id };
}
