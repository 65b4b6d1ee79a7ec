import type { CompiledElement } from '../contract/index.ts';
import type { WaitingTokens } from './behaviour.ts';
import { behaviourOf } from './behaviours.ts';
import { askIfDone } from './complete.ts';
import { activate, takeQuantity } from './enter.ts';
import type { Execution } from './execution.ts';
import { type Failure, good } from './failure.ts';
import { isHeld } from './held.ts';
import type { ProcessIndex } from './model-index.ts';
import { getOwn } from './own.ts';
import { completeScope } from './scopes.ts';

/** Lets a gateway join: as often as its tokens allow, once when nothing moves. `force`: whatever it says. True when it did something. */
export function fireJoins(exec: Execution, scope: number, index: ProcessIndex, gateway: CompiledElement, how: How = {}): boolean {
  let fired = false;
  while (exec.instance(scope) && !exec.rejection && fireJoin(exec, scope, index, gateway, how)) {
    fired = true;
    if (how.quiet) break;
  }
  return fired;
}

/** Joins of a scope, and activities that wait for more tokens, that have all they need: what they need may have changed. */
export function askJoins(exec: Execution, scope: number): void {
  const arrived = exec.instance(scope)?.arrived;
  if (!arrived) return;
  for (const id of exec.processOf(scope).inOrder(Object.keys(arrived))) {
    if (exec.rejection || !exec.instance(scope)) return;
    const index = exec.processOf(scope);
    const element = index.elements.get(id);
    const { join } = element ? behaviourOf(element.kind) : {};
    if (element && join?.when === 'arrival') fireJoins(exec, scope, index, element);
    // It may need fewer than before: what waited for one may be enough for several.
    else if (element && !join) while (!exec.rejection && exec.instance(scope) && takeQuantity(exec, scope, index, element));
  }
}

interface How {
  /** Nothing moves now. */
  quiet?: boolean;
  force?: boolean;
  /** Collects the incidents of those that could not answer. */
  failing?: Set<number>;
}

function fireJoin(
  exec: Execution,
  scope: number,
  index: ProcessIndex,
  gateway: CompiledElement,
  { quiet = false, force, failing }: How,
): boolean {
  const { join } = behaviourOf(gateway.kind);
  const tokens = waitingTokens(exec, scope, index, gateway, quiet);
  if (!join || (tokens.total === 0 && !tokens.resetting)) return false;
  const decided = force ? good('start' as const) : join.decide(tokens);
  if (!decided.ok) {
    failing?.add(raiseOnce(exec, scope, { ...decided.failure, message: `${gateway.name ?? gateway.id}: ${decided.failure.message}` }));
    return false;
  }
  if (decided.value === null) return false;
  const full = gateway.incoming.filter((flow) => tokens.count(flow) > 0);
  const reset = decided.value === 'reset';
  const taken = reset ? full.filter((flow) => tokens.resetting?.includes(flow)) : full;
  if (taken.length > 0) {
    const flows = Object.fromEntries(taken.map((flow) => [flow, 1]));
    exec.cause = exec.emit({ type: 'tokensJoined', version: 1, gateway: gateway.id, scope, flows });
  }
  const awaited = join.twoPhases && !reset ? gateway.incoming.filter((flow) => !full.includes(flow)) : [];
  if (reset || awaited.length > 0) {
    exec.emit({ type: 'gatewayReset', version: 1, scope, gateway: gateway.id, waiting: reset ? null : awaited });
  }
  // A reset without late tokens may still be told to go on (BPMN 2.0.2, table 13.5).
  if (taken.length > 0 || gateway.outgoing.some((flow) => index.flow(flow).condition !== undefined)) {
    activate(exec, scope, index, gateway, undefined, reset ? { reset: true } : undefined);
  }
  return true;
}

/**
 * Joins whose answer depends on where the other tokens are, asked when nothing moves. Those that wait only for each other
 * (joins in a ring) would wait for ever: then the first in the document goes on.
 */
export function joinWaiting(exec: Execution): boolean {
  // Asked again when the case goes on.
  if (exec.state.suspended) return false;
  const blocked: [number, ProcessIndex, CompiledElement][] = [];
  const failing = new Set<number>();
  for (const instance of Object.values(exec.state.elements)) {
    if (!instance.arrived && !instance.resetting) continue;
    const index = exec.processOf(instance.id);
    const waiting = index.inOrder([...Object.keys(instance.resetting ?? {}), ...Object.keys(instance.arrived ?? {})]);
    const asked = waiting.map((id) => index.element(id)).map((gateway) => ({ gateway, join: behaviourOf(gateway.kind).join }));
    for (const { gateway, join } of asked) {
      if (join?.twoPhases && fireJoins(exec, instance.id, index, gateway, { quiet: true, failing })) return true;
    }
    for (const { gateway, join } of asked) {
      if (join?.when !== 'quiet') continue;
      if (fireJoins(exec, instance.id, index, gateway, { quiet: true, failing })) return true;
      blocked.push([instance.id, index, gateway]);
    }
  }
  resolveMended(exec, failing);
  const ring = blocked.find(([scope]) => exec.children.isEmpty(scope) && waitsOnlyAtQuietJoins(exec, scope));
  return ring !== undefined && fireJoins(exec, ring[0], ring[1], ring[2], { quiet: true, force: true });
}

function waitsOnlyAtQuietJoins(exec: Execution, scope: number): boolean {
  const index = exec.processOf(scope);
  const gateways = Object.keys(exec.instance(scope)?.arrived ?? {});
  return gateways.every((id) => behaviourOf(index.element(id).kind).join?.when === 'quiet');
}

/** Ends the scopes that have nothing left in them. True when one ended. */
export function closeEmptyScopes(exec: Execution): boolean {
  for (const scope of exec.maybeEmpty) {
    exec.maybeEmpty.delete(scope);
    const instance = exec.instance(scope);
    if (instance?.loop) {
      askIfDone(exec, scope);
      return true;
    }
    // What still resets may go on; asked when the case does.
    if (instance?.resetting && exec.state.suspended) continue;
    if (!instance || instance.arrived || instance.compensation || isHeld(exec.state, instance) || !exec.children.isEmpty(scope)) continue;
    completeScope(exec, scope);
    return true;
  }
  return false;
}

/** @returns the incident that tells of it. */
function raiseOnce(exec: Execution, scope: number, failure: Failure): number {
  const known = Object.values(exec.state.incidents).find((each) => each.elementInstance === scope && each.message === failure.message);
  return known?.id ?? exec.raise(failure, { kind: 'join', elementInstance: scope });
}

/** Once all have been asked: those that told nothing this time have answered, or their tokens are gone. */
function resolveMended(exec: Execution, failing: Set<number>): void {
  for (const { id, trigger } of Object.values(exec.state.incidents)) {
    if (trigger.kind === 'join' && !failing.has(id)) exec.emit({ type: 'incidentResolved', version: 1, incident: id, how: 'obsolete' });
  }
}

function waitingTokens(
  exec: Execution,
  scope: number,
  index: ProcessIndex,
  gateway: CompiledElement,
  quiet: boolean,
): WaitingTokens & { total: number } {
  const arrived = exec.instance(scope)?.arrived;
  const here = getOwn(arrived, gateway.id);
  return {
    gateway,
    quiet,
    resetting: getOwn(exec.instance(scope)?.resetting, gateway.id),
    evaluate: (text, extra) => exec.data.evaluate(scope, text, extra),
    total: here ? Object.values(here).reduce((sum, count) => sum + count, 0) : 0,
    count: (flow) => getOwn(here, flow) ?? 0,
    occupied: () => {
      const live = [...exec.children.of(scope)].map((id) => exec.instance(id)?.element ?? '');
      return [...live, ...Object.keys(arrived ?? {})];
    },
    upstream: (flow) => index.upstream(flow, gateway.id),
  };
}
