import { randomUUID } from 'node:crypto';
import { getBatch, insertBatch } from '../../../db/queries/batches.ts';
import type { Json } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { startMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { findVersions, planOf } from '../../views/migration-plan.ts';
import { type MoveFilter, type MoveParameters, moveView } from '../../views/migration-run.ts';

export const startMigration = endpoint(route, async ({ params, body, reader, deps }) => {
  const versions = await findVersions(deps, params);
  if (isRefusal(versions)) return versions;
  const { stored } = await planOf(deps, versions);
  if (!stored) return refuse(409, 'noPlan', 'There is no plan between these versions: save one first.', { place: 'revision' });
  if (stored.revision !== body.revision) {
    return refuse(409, 'planConflict', `The plan is at revision ${stored.revision}, you saw ${body.revision}: load it again.`, {
      params: { revision: stored.revision },
    });
  }
  const { key, from, to } = versions.pair;
  const id = body.id ?? randomUUID();
  const parameters: MoveParameters = {
    action: 'migrate',
    packageHash: versions.to.hash,
    plan: stored.plan.elements,
    waits: stored.plan.waits,
  };
  const filter: MoveFilter = { package: key, from, to };
  const chosen = { package: key, version: from, status: 'open' as const, ...(body.ids ? { ids: body.ids } : {}) };
  const made = await insertBatch(deps.db, reachOf(reader), chosen, {
    id,
    action: 'migrate',
    parameters: parameters as unknown as Json,
    filter: filter as unknown as Json,
    perSecond: body.perSecond,
    actor: actorOf(reader),
    at: new Date(deps.now()),
  });
  const row = await getBatch(deps.db, id);
  if (!row || row.createdBy !== reader.id)
    return refuse(409, 'alreadyStarted', 'This id belongs to another migration: leave it out.', { place: 'id' });
  deps.wakeBackground();
  const { counts } = await moveView(deps, row);
  return { migration: id, cases: made ?? Object.values(counts).reduce((sum, count) => sum + count, 0) };
});
