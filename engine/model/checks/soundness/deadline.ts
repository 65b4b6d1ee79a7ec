import type { CompiledElement } from '../../../contract/process.ts';
import { triggersIn } from '../../../triggers/multiple/parts.ts';
import { isEventSubProcess, type ProcessIndex } from '../../index-process.ts';

/** A timer of an event subprocess around, or on the edge of a scope around, ends or wakes what stands still. */
export function isRescued(element: CompiledElement, index: ProcessIndex): boolean {
  const scopes = [index.process.id];
  for (let scope = index.elements.get(element.scope); scope; scope = index.elements.get(scope.scope)) {
    if (scope.boundary.some((id) => isTimed(index.elements.get(id)))) return true;
    scopes.push(scope.id);
  }
  return scopes.some((scope) => hasTimedSubProcess(scope, index));
}

/** The scope has an event subprocess that a timer starts. */
export function hasTimedSubProcess(scope: string, index: ProcessIndex): boolean {
  const inside = (index.scopes.get(scope) ?? []).filter(isEventSubProcess);
  return inside.some(({ id }) => (index.scopes.get(id) ?? []).some((each) => each.kind === 'start-event' && isTimed(each)));
}

export function isTimed(element: CompiledElement | undefined): boolean {
  return element !== undefined && triggersIn(element).some((trigger) => trigger.kind === 'timer');
}
