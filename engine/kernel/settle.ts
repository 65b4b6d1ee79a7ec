import type { CompiledElement } from '../contract/index.ts';
import { continueLoop } from '../traits/loop/run.ts';
import type { WaitingTokens } from './behaviour.ts';
import { behaviourOf } from './behaviours.ts';
import { activate } from './enter.ts';
import type { Execution } from './execution.ts';
import type { ProcessIndex } from './model-index.ts';
import { getOwn } from './own.ts';
import { completeScope } from './scopes.ts';

/** Lets a gateway join as often as its tokens allow. True when it did. */
export function fireJoins(exec: Execution, scope: number, index: ProcessIndex, gateway: CompiledElement, force = false): boolean {
  const { join } = behaviourOf(gateway.kind);
  let fired = false;
  while (exec.instance(scope) && !exec.rejection) {
    const tokens = waitingTokens(exec, scope, index, gateway);
    if (tokens.total === 0 || !(force || join?.ready(tokens))) break;
    const flows = Object.fromEntries(gateway.incoming.filter((flow) => tokens.count(flow) > 0).map((flow) => [flow, 1]));
    exec.cause = exec.emit({ type: 'tokensJoined', version: 1, gateway: gateway.id, scope, flows });
    activate(exec, scope, index, gateway);
    fired = true;
    if (force || join?.when === 'quiet') break;
  }
  return fired;
}

/**
 * Joins whose answer depends on where the other tokens are, asked when nothing moves. Those that wait only for each other
 * (joins in a ring) would wait for ever: then the first in the document goes on.
 */
export function joinWaiting(exec: Execution): boolean {
  const blocked: [number, ProcessIndex, CompiledElement][] = [];
  for (const instance of Object.values(exec.state.elements)) {
    if (!instance.arrived) continue;
    const index = exec.processOf(instance.id);
    for (const id of Object.keys(instance.arrived)) {
      const gateway = index.element(id);
      if (behaviourOf(gateway.kind).join?.when !== 'quiet') continue;
      if (fireJoins(exec, instance.id, index, gateway)) return true;
      blocked.push([instance.id, index, gateway]);
    }
  }
  const ring = blocked.find(([scope]) => exec.children.isEmpty(scope) && waitsOnlyAtQuietJoins(exec, scope));
  return ring !== undefined && fireJoins(exec, ring[0], ring[1], ring[2], true);
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
      continueLoop(exec, scope);
      return true;
    }
    if (!instance || instance.arrived || instance.lifecycle !== 'active' || !exec.children.isEmpty(scope)) continue;
    completeScope(exec, scope);
    return true;
  }
  return false;
}

function waitingTokens(exec: Execution, scope: number, index: ProcessIndex, gateway: CompiledElement): WaitingTokens & { total: number } {
  const arrived = exec.instance(scope)?.arrived;
  const here = getOwn(arrived, gateway.id);
  return {
    gateway,
    total: here ? Object.values(here).reduce((sum, count) => sum + count, 0) : 0,
    count: (flow) => getOwn(here, flow) ?? 0,
    occupied: () => {
      const live = [...exec.children.of(scope)].map((id) => exec.instance(id)?.element ?? '');
      return [...live, ...Object.keys(arrived ?? {})];
    },
    upstream: (flow) => index.upstream(flow, gateway.id),
  };
}
