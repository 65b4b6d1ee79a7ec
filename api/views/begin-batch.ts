import { randomUUID } from 'node:crypto';
import { type BatchRow, countItems, getBatch, insertBatch } from '../../db/queries/batches.ts';
import type { InstanceFilter } from '../../db/queries/operated-instances.ts';
import type { Json } from '../../engine/contract/index.ts';
import { canonicalJson } from '../../runtime/content-hash.ts';
import { reachOf } from '../access/policy.ts';
import { actorOf, type Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { type Refusal, refuse } from '../http/refusal.ts';

export interface BatchToBegin {
  /** Made here when absent. */
  id?: string;
  /** Kept as it is; what it is called stands in `action`. */
  parameters: { action: string };
  /** Kept beside it: what the caller was asked for. The id is bound to both. */
  filter: object;
  /** The cases meant now. */
  chosen: InstanceFilter;
  perSecond: number;
}

/**
 * Begins a batch on the cases that the reader may see, once under its id: the same call again gives the same batch. 409 `alreadyStarted`: the
 * id is another person's; 422 `idReused`: it was given to something else.
 */
export async function beginBatch(
  { deps, reader }: { deps: ApiContext; reader: Reader },
  { id = randomUUID(), parameters, filter, chosen, perSecond }: BatchToBegin,
): Promise<{ row: BatchRow; cases: number } | Refusal> {
  const made = await insertBatch(deps.db, reachOf(reader), chosen, {
    id,
    action: parameters.action,
    parameters: parameters as unknown as Json,
    filter: filter as Json,
    perSecond,
    actor: actorOf(reader),
    at: new Date(deps.now()),
  });
  const row = await getBatch(deps.db, id);
  if (!row) throw new Error(`the batch ${id} is not there after it was written`);
  if (made !== null) {
    deps.wakeBackground();
    return { row, cases: made };
  }
  if (row.createdBy !== reader.id)
    return refuse(409, 'alreadyStarted', 'This id belongs to somebody else: leave it out, or give another.', { place: 'id' });
  if (canonicalJson([row.parameters, row.filter]) !== canonicalJson([parameters, filter]))
    return refuse(422, 'idReused', 'This id was used for another operation or other cases: give a new one for a new call.', {
      place: 'id',
    });
  deps.wakeBackground();
  const counts = await countItems(deps.db, id);
  return { row, cases: Object.values(counts).reduce((sum, count) => sum + count, 0) };
}
