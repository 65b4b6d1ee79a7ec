import { randomUUID } from 'node:crypto';
import { getBatch, insertBatch } from '../../../db/queries/batches.ts';
import { doneInstances } from '../../../db/queries/migrations.ts';
import type { Json } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { undoMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';
import { findMove, type MoveFilter, type MoveParameters } from '../../views/migration-run.ts';

export const undoMigration = endpoint(route, async ({ params, body, reader, deps }) => {
  const move = await findMove(deps, params.migration);
  if (move?.action !== 'migrate') return notFound('migration');
  if (move.status === 'running') {
    return refuse(409, 'stillRunning', 'Cases are still being moved: wait until it is done, or cancel it first.');
  }
  const filter: MoveFilter = { ...(move.filter as unknown as MoveFilter), undoes: move.id };
  const { packageHash } = move.parameters as unknown as MoveParameters;
  const ids = await doneInstances(deps.db, move.id);
  const id = body.id ?? randomUUID();
  await insertBatch(
    deps.db,
    reachOf(reader),
    { ids, status: 'open' },
    {
      id,
      action: 'undoMigration',
      parameters: { action: 'undoMigration', packageHash },
      filter: filter as unknown as Json,
      perSecond: body.perSecond,
      actor: actorOf(reader),
      at: new Date(deps.now()),
    },
  );
  const row = await getBatch(deps.db, id);
  if (!row || row.createdBy !== reader.id)
    return refuse(409, 'alreadyStarted', 'This id belongs to another migration: leave it out.', { place: 'id' });
  deps.wakeBackground();
  return { migration: id, cases: ids.length };
});
