import type { MigrationReason } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import { holdsElements, type Memo, moveMemo } from '../memo.ts';
import { type Arrived, moveResetting, moveTokens, type Resetting } from './arrived.ts';
import { type Compensable, type KnownEntry, moveCompensable } from './compensable.ts';
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
  /** Of those whose memo names elements. */
  memos: Map<number, Memo>;
}

/** What goes back to where it was, whatever the plan says. */
export interface Known {
  element: KnownTarget;
  entry: KnownEntry;
}

/** Or every reason why the case cannot be moved. */
export function planMove(
  exec: Execution,
  mapping: ModelMapping,
  known?: Known,
): { ok: true; move: Move } | { ok: false; reasons: MigrationReason[] } {
  const unfit = otherPackage(mapping);
  if (unfit) return { ok: false, reasons: [unfit] };
  const { positions, reasons } = findPositions(exec, mapping, known?.element);
  const waits = new Map<number, Waits>();
  const tokens = new Map<number, Arrived>();
  const resetting = new Map<number, Resetting>();
  const compensable = new Map<number, Compensable>();
  const memos = new Map<number, Memo>();
  for (const [id, position] of positions) {
    const sorted = sortWaits(exec, mapping, position);
    waits.set(id, sorted);
    if (loosesItsEvents(position, sorted)) reasons.push(reason('noEvent', { element: position.old, instance: position.instance }));
    const log = moveCompensable(mapping, position, (scope) => positions.get(scope)?.id, known?.entry);
    if (Array.isArray(log)) reasons.push(...log);
    else if (Object.keys(log).length > 0) compensable.set(id, log);
    const { memo } = position.instance;
    if (holdsElements(memo)) memos.set(id, movedMemo(mapping, position, sorted, memo));
    const late = position.instance.resetting ? moveResetting(mapping, position) : {};
    if (Array.isArray(late)) reasons.push(...late);
    else if (position.instance.resetting) resetting.set(id, late);
    if (!position.instance.arrived) continue;
    const moved = moveTokens(mapping, position, exec.children.isEmpty(id));
    if (Array.isArray(moved)) reasons.push(...moved);
    else tokens.set(id, moved);
  }
  if (reasons.length > 0) return { ok: false, reasons };
  return { ok: true, move: { mapping, positions, waits, tokens, resetting, compensable, memos } };
}

/** Events go where what is waited for goes; what is still to begin goes on where it could begin. */
export function movedMemo(mapping: ModelMapping, { process, id }: Position, waits: Waits, memo: Memo): Memo {
  const entrances = new Set(process.entrances(id).flatMap((each) => (each.kind === 'end-event' ? [] : each.id)));
  const activity = (named: string) => {
    const target = mapping.target(named);
    return target !== null && entrances.has(target) ? target : null;
  };
  return moveMemo(memo, { event: waits.eventOf, activity });
}

function otherPackage({ from, to }: ModelMapping): MigrationReason | undefined {
  if (from.key !== to.key) return reason('otherPackage', {}, { key: to.key });
  return from.recordType === to.recordType ? undefined : reason('recordType', {});
}

function loosesItsEvents({ target, instance }: Position, { timers, subscriptions, conditions, added }: Waits): boolean {
  if (target?.kind !== 'event-based-gateway' || !(instance.timers || instance.subscriptions || instance.conditions)) return false;
  return timers.length + subscriptions.length + conditions.length + added.length === 0;
}
