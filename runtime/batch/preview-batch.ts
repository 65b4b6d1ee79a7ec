import { countOperated, type InstanceFilter, listOperated, type OperatedInstance } from '../../db/queries/operated-instances.ts';
import type { Reach } from '../../db/queries/reach.ts';
import type { Actor, Command, InstanceState, Rejection } from '../../engine/contract/index.ts';
import { mapAtOnce } from '../map-at-once.ts';
import { restartOf } from '../restart-instance.ts';
import { type BatchAction, planCommands } from './actions.ts';
import type { BatchDeps } from './run-batch.ts';

export interface BatchPreview {
  /** Cases that the filter means. */
  total: number;
  /** How many of them were tried; the first by id. */
  tried: number;
  can: number;
  /** Refused ones by code. */
  cannot: { [code: string]: number };
  /** `refusal` absent = it can. */
  items: { instanceId: string; row: OperatedInstance; refusal?: Rejection }[];
}

/** Beyond it a preview would itself be long work. */
export const mostTried = 1_000;
const atATime = 4;

/** Tries the action on what is stored now, case by case, and writes nothing. */
export async function previewBatch(
  deps: BatchDeps,
  request: { reach: Reach; filter: InstanceFilter; action: BatchAction; actor: Actor; limit?: number },
): Promise<BatchPreview> {
  const { reach, filter, action, actor } = request;
  const limit = Math.min(request.limit ?? mostTried, mostTried);
  const [total, rows] = await Promise.all([countOperated(deps.db, reach, filter), listOperated(deps.db, reach, filter, { limit })]);
  const preview: BatchPreview = { total, tried: rows.length, can: 0, cannot: {}, items: [] };
  const refusals = await mapAtOnce(rows, atATime, ({ id }) => tryAction(deps, id, action, actor));
  for (const [index, row] of rows.entries()) {
    const instanceId = row.id;
    const refusal = refusals[index];
    if (refusal) {
      preview.cannot[refusal.code] = (preview.cannot[refusal.code] ?? 0) + 1;
      preview.items.push({ instanceId, row, refusal });
    } else {
      preview.can += 1;
      preview.items.push({ instanceId, row });
    }
  }
  return preview;
}

/** Why the action would be refused; undefined = it would be done. Of several commands the first is tried: the others stand on its result. */
async function tryAction(deps: BatchDeps, instanceId: string, action: BatchAction, actor: Actor): Promise<Rejection | undefined> {
  if (action.action === 'restart') {
    const { action: _, ...parameters } = action;
    const restart = await restartOf(deps.pool, { ...parameters, instanceId, commandId: 'preview', actor });
    if ('rejection' in restart) return restart.rejection;
    const tried = await deps.door.tryStart(restart.start);
    return tried.ok ? undefined : tried.rejection;
  }
  const first = (state: InstanceState): Command | Rejection => {
    const planned = planCommands(action, state, deps.now());
    return 'rejection' in planned ? planned.rejection : planned.commands[0].command;
  };
  const tried = await deps.door.tryCommand({ instanceId, command: first, actor });
  return tried.ok ? undefined : tried.rejection;
}
