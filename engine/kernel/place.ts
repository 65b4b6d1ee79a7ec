import type { CompiledElement, ElementInstance, Rejection, StartAt } from '../contract/index.ts';
import { type Execution, isProcessScope } from './execution.ts';
import { isHeld } from './held.ts';
import { isEventSubProcess, type ProcessIndex } from './model-index.ts';
import { refuse, refuseValues } from './rejection.ts';

/**
 * Sends a token into any element, also deep in subprocesses: into the scope instance named, or the only one there is; where there is none,
 * new ones are entered down to it, each beginning at the next instead of at its start events.
 */
export function placeAt(exec: Execution, start: StartAt): Rejection | undefined {
  const found = start.scope === undefined ? scopeFor(exec, start.element) : namedScope(exec, start.scope, start.element);
  if ('ok' in found) return found;
  const { scope, target, between } = found;
  const denied = cannotBegin(target);
  if (denied) return denied;
  // From the outermost scope to be entered to the target's own: each leads to the one after it.
  const path = [...between, target];
  for (let at = 0; at < between.length; at += 1) {
    const inside = path[at] as CompiledElement;
    const next = path[at + 1] as CompiledElement;
    const innermost = at === between.length - 1;
    const planned = exec.placed.get(inside.id);
    if (planned && !innermost && planned.some((each) => each.element === next.id)) continue;
    const entry = { element: next.id, ...(innermost && start.variables ? { variables: start.variables } : {}) };
    exec.placed.set(inside.id, [...(planned ?? []), entry]);
    if (at === 0 && !planned) exec.enqueue({ scope: scope.id, element: inside.id, cause: exec.cause });
  }
  if (between.length > 0) return undefined;
  const failure = start.variables && exec.data.setLocal(scope.id, start.variables);
  if (failure) return refuseValues(failure);
  exec.enqueue({ scope: scope.id, element: target.id, cause: exec.cause });
  return undefined;
}

interface Found {
  scope: ElementInstance;
  target: CompiledElement;
  /** Scopes to be entered between them, outermost first. */
  between: CompiledElement[];
}

function namedScope(exec: Execution, id: number, element: string): Found | Rejection {
  const scope = exec.instance(id);
  if (!scope) return refuse('notFound', `There is no element instance ${id} in the case`);
  if (isHeld(exec.state, scope)) return heldBack(scope);
  const target = exec.processOf(id).elements.get(element);
  if (!target || target.scope !== scope.element || scope.loop) {
    return refuse('invalidCommand', `"${element}" does not stand directly in "${scope.element}" (${id})`);
  }
  return { scope, target, between: [] };
}

function scopeFor(exec: Execution, element: string): Found | Rejection {
  const processes = Object.values(exec.state.elements).filter(isProcessScope);
  const holding = processes.filter((each) => exec.processOf(each.id).elements.has(element));
  const [process] = holding;
  if (!process) return refuse('notFound', `Nothing that runs in the case has an element "${element.slice(0, 100)}"`);
  if (holding.length > 1) return ambiguous(element, holding);
  const index = exec.processOf(process.id);
  const target = index.element(element);
  const between: CompiledElement[] = [];
  for (let scope = target.scope; ; ) {
    const live = liveScopes(exec, index, process.id, scope);
    const open = live.filter((each) => !isHeld(exec.state, each));
    if (open.length > 1) return ambiguous(element, open);
    if (open[0]) return { scope: open[0], target, between };
    if (live[0]) return heldBack(live[0]);
    const around = index.element(scope);
    if (around.loop) {
      return refuse('invalidCommand', `"${element}" is in "${scope}", which repeats: start there, or name the scope of one of its rounds`);
    }
    between.unshift(around);
    scope = around.scope;
  }
}

/** Instances of a scope within one run of its process that hold element instances: not the body of a repeated one. */
function liveScopes(exec: Execution, index: ProcessIndex, process: number, scope: string): ElementInstance[] {
  if (scope === index.process.id) return [exec.instance(process) as ElementInstance];
  return Object.values(exec.state.elements).filter((each) => each.element === scope && !each.loop && processAround(exec, each) === process);
}

function processAround(exec: Execution, instance: ElementInstance): number {
  for (let at: ElementInstance | undefined = instance; at; at = at.parent === null ? undefined : exec.instance(at.parent)) {
    if (isProcessScope(at)) return at.id;
  }
  return -1;
}

function heldBack({ id, element }: ElementInstance): Rejection {
  return refuse('guard', `"${element}" (${id}) is held by an incident: retry that first`, { element });
}

function ambiguous(element: string, scopes: ElementInstance[]): Rejection {
  const ids = scopes.map((each) => each.id);
  return refuse('invalidCommand', `"${element}" could begin in ${ids.length} places (${ids.join(', ')}): name the scope`, {
    params: { scopes: ids },
  });
}

function cannotBegin(target: CompiledElement): Rejection | undefined {
  const { id: element } = target;
  if (isEventSubProcess(target)) {
    return refuse('invalidCommand', `Only its event begins "${element}": start at something in it`, { element });
  }
  if (target.kind !== 'boundary-event' && !target.forCompensation) return undefined;
  return refuse('invalidCommand', `No token enters "${element}" by itself: start at what follows it`, { element });
}

/** Lets the tokens move; a scope that could not be entered would begin elsewhere when its incident is retried, so all of it is refused. */
export function runPlaced(exec: Execution): Rejection | undefined {
  exec.run();
  const [scope] = exec.placed.keys();
  if (scope === undefined || exec.rejection) return undefined;
  const incident = Object.values(exec.state.incidents).findLast((each) => each.element === scope);
  return refuse('guard', `"${scope}" cannot be entered: ${incident?.message ?? 'it did not begin there'}`, { element: scope });
}
