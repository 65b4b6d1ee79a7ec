import type { InstanceState, MigrationReason } from '../../contract/index.ts';
import type { ModelMapping } from './model-mapping.ts';
import type { Position } from './positions.ts';
import { reason } from './reasons.ts';

export type NextStage = { stage: string; by: Position } | { reason: MigrationReason } | null;

/**
 * The stage the case is at in the new version; null = it stays. It follows the elements the case stands at: while one of them lies in
 * the present stage, that is it; else the newest of those that were moved to another stage tells.
 */
export function nextStage(state: InstanceState, mapping: ModelMapping, positions: Iterable<Position>): NextStage {
  const all = [...positions].filter((position) => position.target?.stage !== undefined);
  if (all.some(({ target }) => target?.stage === state.stage)) return null;
  const newest = (of: Position[]) => of.reduce<Position | null>((a, b) => (a && a.instance.id > b.instance.id ? a : b), null);
  const moved = newest(all.filter(({ old }) => old?.stage === state.stage));
  if (moved?.target?.stage !== undefined) return { stage: moved.target.stage, by: moved };
  if (state.stage === undefined || mapping.to.stages.some(({ id }) => id === state.stage)) return null;
  const any = newest(all);
  if (any?.target?.stage !== undefined) return { stage: any.target.stage, by: any };
  // A version without stages at all has nothing the case could be at.
  return mapping.to.stages.length === 0 ? null : { reason: reason('stageMissing', {}, { stage: state.stage }) };
}
