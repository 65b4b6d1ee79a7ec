import { countOperated, type InstanceFilter, listOperated } from '../../db/queries/operated-instances.ts';
import type { Reach } from '../../db/queries/reach.ts';
import { readCase } from '../../db/queries/read-case.ts';
import type { Actor, Rejection } from '../../engine/contract/index.ts';
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
  items: { instanceId: string; refusal?: Rejection }[];
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
  for (let at = 0; at < rows.length; at += atATime) {
    const part = rows.slice(at, at + atATime);
    const refusals = await Promise.all(part.map(({ id }) => tryAction(deps, id, action, actor)));
    for (const [index, refusal] of refusals.entries()) {
      const instanceId = part[index]?.id ?? '';
      if (refusal) {
        preview.cannot[refusal.code] = (preview.cannot[refusal.code] ?? 0) + 1;
        preview.items.push({ instanceId, refusal });
      } else {
        preview.can += 1;
        preview.items.push({ instanceId });
      }
    }
  }
  return preview;
}

/** Why the action would be refused; undefined = it would be done. Of several commands the first is tried: the others stand on its result. */
async function tryAction(deps: BatchDeps, instanceId: string, action: BatchAction, actor: Actor): Promise<Rejection | undefined> {
  if (action.action === 'restart') {
    const { action: _, ...parameters } = action;
    const restart = await restartOf(deps.pool, { ...parameters, instanceId, commandId: 'preview', actor });
    return 'rejection' in restart ? restart.rejection : undefined;
  }
  const read = await readCase(deps.pool, instanceId, '?');
  if (!read.case) return { ok: false, code: 'notFound', message: 'There is no such case.' };
  const planned = planCommands(action, read.case.state, deps.now());
  if ('rejection' in planned) return planned.rejection;
  for (const { command } of planned.commands.slice(0, 1)) {
    const tried = await deps.door.tryCommand({ instanceId, command, actor });
    if (!tried.ok) return tried.rejection;
  }
  return undefined;
}
