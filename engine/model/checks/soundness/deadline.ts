import type { CompiledElement } from '../../../contract/process.ts';
import { triggersIn } from '../../../triggers/multiple/parts.ts';
import type { ProcessIndex } from '../../index-process.ts';

/** A timer on the edge of a scope around, or that starts an event subprocess beside, ends or wakes what stands still. */
export function isRescued(element: CompiledElement, index: ProcessIndex): boolean {
  return timersAround(element, index).length > 0;
}

/** Timers that run while an element waits: on its edge, on that of each scope around it, and at the start of event subprocesses there. */
export function timersAround(element: CompiledElement, index: ProcessIndex): CompiledElement[] {
  const found: CompiledElement[] = [];
  for (let each: CompiledElement | undefined = element; each; each = index.elements.get(each.scope)) {
    found.push(...each.boundary.flatMap((id) => index.elements.get(id) ?? []));
    found.push(...index.eventStarts(each.scope).map(({ start }) => start));
  }
  return found.filter(isTimed);
}

function isTimed(element: CompiledElement): boolean {
  return triggersIn(element).some((trigger) => trigger.kind === 'timer');
}
