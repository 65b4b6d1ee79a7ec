import type { CompiledElement, Trigger, Variables } from '../contract/index.ts';
import { fireBoundary } from '../traits/boundary.ts';
import { standsAgain } from '../traits/compensation/log.ts';
import { startEventSubProcess } from '../traits/event-sub-process.ts';
import { isRound } from '../traits/loop/run.ts';
import type { ErrorConfig } from '../triggers/error/config.ts';
import type { EscalationConfig } from '../triggers/escalation/config.ts';
import { triggersIn } from '../triggers/multiple/parts.ts';
import type { Execution } from './execution.ts';

/** What catches something thrown: an event at the edge of `host`, or the start of an event subprocess in it. */
export type Catcher = { host: number; trigger: Trigger } & (
  | { boundary: CompiledElement }
  | { subProcess: CompiledElement; start: CompiledElement }
);

/** How well a trigger fits what was thrown: by its code, as a catch-all, or not. */
type Fit = 'named' | 'any' | null;

/**
 * Looks for what catches something thrown at `from`: boundary events of the element itself, then, scope by scope, its event
 * subprocesses and the boundary of what holds it, also across calls (BPMN 2.0.2, 10.5.7 and 13.5.6). In one place the one that names
 * the code comes before the one that catches all. A round of a repeated activity has no edge of its own, what holds the rounds no event
 * subprocess, and a scope that had completed and is only undone no edge any more.
 */
function findCatcher(exec: Execution, from: number, fits: (trigger: Trigger) => Fit): Catcher | null {
  let below: CompiledElement | undefined;
  for (let at = exec.instance(from); at; at = at.parent === null ? undefined : exec.instance(at.parent)) {
    const element = exec.elementOf(at);
    const index = exec.processOf(at.id);
    if (at.id !== from) {
      // What an event subprocess throws again is not caught by itself.
      const inside = at.loop ? [] : index.eventStarts(at.element).filter(({ subProcess }) => subProcess !== below);
      const found = best(
        inside.map((each) => ({ ...each, catching: each.start })),
        fits,
      );
      if (found) return { host: at.id, trigger: found.trigger, subProcess: found.each.subProcess, start: found.each.start };
    }
    const edge = isRound(at) || standsAgain(exec, at) ? [] : (element?.boundary ?? []).map((id) => index.element(id));
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

/** How well an error or escalation event fits a code. Without a code, only a catch-all does. */
function fitOf(trigger: Trigger, kind: Thrown, code: string): Fit {
  if (trigger.kind !== kind) return null;
  const own = (trigger.config as ErrorConfig | EscalationConfig).code;
  if (own === undefined) return 'any';
  return own === code && code !== '' ? 'named' : null;
}

type Thrown = 'error' | 'escalation';

/** What catches an error or escalation thrown at `from`. */
export function catcherOf(exec: Execution, from: number, kind: Thrown, code: string): Catcher | null {
  return findCatcher(exec, from, (trigger) => fitOf(trigger, kind, code));
}

/** Lets what was thrown at `from` happen there. */
export function letCatch(exec: Execution, caught: Catcher, from: number, payload: Variables): void {
  const { host } = caught;
  // What compensates and throws has failed: what it was to undo is not begun anew.
  for (let at = exec.instance(from); at && at.id !== host; at = at.parent === null ? undefined : exec.instance(at.parent)) {
    exec.tried.add(at.id);
  }
  if ('boundary' in caught) fireBoundary(exec, host, caught.boundary, payload);
  else startEventSubProcess(exec, host, caught.subProcess, caught.start, `${caught.trigger.kind}:${caught.start.id}`, payload);
}
