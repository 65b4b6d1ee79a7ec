import type { CompiledElement, Trigger, Variables } from '../contract/index.ts';
import { fireBoundary } from '../traits/boundary.ts';
import { startEventSubProcess } from '../traits/event-sub-process.ts';
import { isRound } from '../traits/loop/run.ts';
import { triggersIn } from '../triggers/multiple/parts.ts';
import type { Execution } from './execution.ts';

/** What catches something thrown: an event at the edge of `host`, or the start of an event subprocess in it. */
export type Catcher = { host: number; trigger: Trigger } & (
  | { boundary: CompiledElement }
  | { subProcess: CompiledElement; start: CompiledElement }
);

/** How well a trigger fits what was thrown: by its code, as a catch-all, or not. */
export type Fit = 'named' | 'any' | null;

/**
 * Looks for what catches something thrown at `from`: boundary events of the element itself, then, scope by scope, its event
 * subprocesses and the boundary of what holds it, also across calls (BPMN 2.0.2, 10.5.7 and 13.5.6). In one place the one that names
 * the code comes before the one that catches all. A round of a repeated activity has no edge of its own.
 */
export function findCatcher(exec: Execution, from: number, fits: (trigger: Trigger) => Fit): Catcher | null {
  let below: CompiledElement | undefined;
  for (let at = exec.instance(from); at; at = at.parent === null ? undefined : exec.instance(at.parent)) {
    const element = exec.elementOf(at);
    const index = exec.processOf(at.id);
    if (at.id !== from) {
      // What an event subprocess throws again is not caught by itself.
      const inside = index.eventStarts(at.element).filter(({ subProcess }) => subProcess !== below);
      const found = best(
        inside.map((each) => ({ ...each, catching: each.start })),
        fits,
      );
      if (found) return { host: at.id, trigger: found.trigger, subProcess: found.each.subProcess, start: found.each.start };
    }
    const edge = isRound(at) ? [] : (element?.boundary ?? []).map((id) => index.element(id));
    const found = best(
      edge.map((boundary) => ({ boundary, catching: boundary })),
      fits,
    );
    if (found) return { host: at.id, trigger: found.trigger, boundary: found.each.boundary };
    below = element;
  }
  return null;
}

function best<Each extends { catching: CompiledElement }>(all: Each[], fits: (trigger: Trigger) => Fit) {
  const fitting = all.flatMap((each) => triggersIn(each.catching).map((trigger) => ({ each, trigger, fit: fits(trigger) })));
  return fitting.find(({ fit }) => fit === 'named') ?? fitting.find(({ fit }) => fit === 'any');
}

/** The element that catches. */
export function catchingElement(caught: Catcher): CompiledElement {
  return 'boundary' in caught ? caught.boundary : caught.start;
}

/** Lets it happen there. */
export function letCatch(exec: Execution, caught: Catcher, payload: Variables): void {
  const { host } = caught;
  if ('boundary' in caught) fireBoundary(exec, host, caught.boundary, payload);
  else startEventSubProcess(exec, host, caught.subProcess, caught.start, `${caught.trigger.kind}:${caught.start.id}`, payload);
}
