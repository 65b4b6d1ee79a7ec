import type { MigrationReason } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import { type Arrived, moveResetting, moveTokens, type Resetting } from './arrived.ts';
import { type Compensable, moveCompensable } from './compensable.ts';
import type { ModelMapping } from './model-mapping.ts';
import { findPositions, type KnownTarget, type Position } from './positions.ts';
import { reason } from './reasons.ts';
import { sortWaits, type Waits } from './waits.ts';

/** Where everything goes, before anything is written. */
export interface Move {
  mapping: ModelMapping;
  positions: Map<number, Position>;
  waits: Map<number, Waits>;
  tokens: Map<number, Arrived>;
  resetting: Map<number, Resetting>;
  compensable: Map<number, Compensable>;
}

/** Or every reason why the case cannot be moved. */
export function planMove(
  exec: Execution,
  mapping: ModelMapping,
  known?: KnownTarget,
): { ok: true; move: Move } | { ok: false; reasons: MigrationReason[] } {
  const unfit = otherPackage(mapping);
  if (unfit) return { ok: false, reasons: [unfit] };
  const { positions, reasons } = findPositions(exec, mapping, known);
  const waits = new Map<number, Waits>();
  const tokens = new Map<number, Arrived>();
  const resetting = new Map<number, Resetting>();
  const compensable = new Map<number, Compensable>();
  for (const [id, position] of positions) {
    const sorted = sortWaits(exec, mapping, position);
    waits.set(id, sorted);
    if (loosesItsEvents(position, sorted)) reasons.push(reason('noEvent', { element: position.old, instance: position.instance }));
    const log = moveCompensable(mapping, position);
    if (Array.isArray(log)) reasons.push(...log);
    else if (Object.keys(log).length > 0) compensable.set(id, log);
    const late = position.instance.resetting ? moveResetting(mapping, position) : {};
    if (Array.isArray(late)) reasons.push(...late);
    else if (position.instance.resetting) resetting.set(id, late);
    if (!position.instance.arrived) continue;
    const moved = moveTokens(mapping, position, exec.children.isEmpty(id));
    if (Array.isArray(moved)) reasons.push(...moved);
    else tokens.set(id, moved);
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, move: { mapping, positions, waits, tokens, resetting, compensable } };
}

function otherPackage({ from, to }: ModelMapping): MigrationReason | undefined {
  if (from.key !== to.key) return reason('otherPackage', {}, { key: to.key });
  return from.recordType === to.recordType ? undefined : reason('recordType', {});
}

function loosesItsEvents({ target, instance }: Position, { timers, subscriptions, conditions, added }: Waits): boolean {
  if (target?.kind !== 'event-based-gateway' || !(instance.timers || instance.subscriptions || instance.conditions)) return false;
  return timers.length + subscriptions.length + conditions.length + added.length === 0;
}
