import type { MigrationReason } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import type { ProcessIndex } from '../model-index.ts';
import { getOwn, withOwn } from '../own.ts';
import { joinsAlike } from './kinds.ts';
import type { ModelMapping } from './model-mapping.ts';
import type { Position } from './positions.ts';
import { reason } from './reasons.ts';

export type Arrived = { [gateway: string]: { [flow: string]: number } };

/**
 * The tokens that wait at joins of a scope, at the joins and flows of the new version. A plan may drop them, but not all that a scope
 * holds (`alone`: nothing else is in it): that would not move it, but leave it empty.
 */
export function moveTokens(
  mapping: ModelMapping,
  { instance, index, process, id: scope }: Position,
  alone: boolean,
): Arrived | MigrationReason[] {
  const reasons: MigrationReason[] = [];
  let moved: Arrived = {};
  for (const [gateway, flows] of Object.entries(instance.arrived ?? {})) {
    const element = index.element(gateway);
    const spot = { element, instance };
    const target = mapping.element(gateway, process);
    if (!target) reasons.push(reason(mapping.isNamed(gateway) ? 'targetMissing' : 'unmapped', spot, { target: mapping.target(gateway) }));
    else if (target.scope !== scope) reasons.push(reason('otherScope', spot, { scope: target.scope }));
    else if (!joinsAlike(element, target)) reasons.push(reason('kindChanged', spot, { from: element.kind, to: target.kind }));
    if (!target || reasons.length > 0) continue;
    for (const [flow, count] of Object.entries(flows)) {
      const to = mapping.flow(flow, index, target, process);
      if (to === undefined) reasons.push(reason('tokenFlow', spot, { flow: index.flows.get(flow)?.name ?? flow }));
      if (to === undefined || to === null) continue;
      const there = getOwn(moved, target.id);
      moved = withOwn(moved, target.id, withOwn(there, to, (getOwn(there, to) ?? 0) + count));
    }
  }
  const [gateway] = Object.keys(instance.arrived ?? {});
  if (alone && gateway !== undefined && reasons.length === 0 && Object.keys(moved).length === 0) {
    const element = index.element(gateway);
    const flows = Object.keys(getOwn(instance.arrived, gateway) ?? {}).map((flow) => index.flows.get(flow)?.name ?? flow);
    reasons.push(reason('tokenFlow', { element, instance }, { flow: flows.join(', ') }));
  }
  return reasons.length > 0 ? reasons : moved;
}

/** Complex gateways that have joined already and wait for what is late, under their new names and flows. */
export function moveResetting(mapping: ModelMapping, { instance, index, process, id: scope }: Position): Resetting | MigrationReason[] {
  let moved: Resetting = {};
  for (const [gateway, flows] of Object.entries(instance.resetting ?? {})) {
    const element = index.element(gateway);
    const target = mapping.element(gateway, process);
    if (!target || target.kind !== element.kind || target.scope !== scope) return [reason('unmapped', { element, instance })];
    const there = flows.flatMap((flow) => mapping.flow(flow, index, target, process) ?? []);
    if (there.length < flows.length) return [reason('tokenFlow', { element, instance }, { flow: flows.join(', ') })];
    moved = withOwn(moved, target.id, there);
  }
  return moved;
}

export type Resetting = { [gateway: string]: string[] };

/** A join that waits for a flow on which nothing can come any more, though something comes on another. */
export interface StuckJoin {
  scope: number;
  gateway: string;
  flow: string;
}

/** Joins that need a token on each flow and will never have them, as the tokens stand. Read before and after the move. */
export function stuckJoins(exec: Execution, scopes: Iterable<{ id: number; inside: string; index: ProcessIndex }>): StuckJoin[] {
  const stuck: StuckJoin[] = [];
  for (const { id, inside, index } of scopes) {
    const arrived = exec.instance(id)?.arrived;
    const occupied = [...[...exec.children.of(id)].map((child) => exec.instance(child)?.element ?? ''), ...Object.keys(arrived ?? {})];
    for (const gateway of index.scopes.get(inside) ?? []) {
      if (gateway.incoming.length < 2 || gateway.kind !== 'parallel-gateway') continue;
      const tokens = getOwn(arrived, gateway.id) ?? {};
      const open = gateway.incoming.filter((flow) => !((getOwn(tokens, flow) ?? 0) > 0));
      const may = new Set(open.filter((flow) => occupied.some((at) => at !== gateway.id && index.upstream(flow, gateway.id).has(at))));
      const comes = may.size > 0 || open.length < gateway.incoming.length;
      const never = comes ? open.find((flow) => !may.has(flow)) : undefined;
      if (never !== undefined) stuck.push({ scope: id, gateway: gateway.id, flow: never });
    }
  }
  return stuck;
}
