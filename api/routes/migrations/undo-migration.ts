import { doneInstances, lockMove, undoneBy } from '../../../db/queries/migrations.ts';
import { undoMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, notFound, refuse } from '../../http/refusal.ts';
import { beginBatch } from '../../views/begin-batch.ts';
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
  const parameters = { action: 'undoMigration' as const, packageHash };
  const chosen = { ids, status: 'open' as const };
  const begun = await deps.db.transaction().execute(async (db) => {
    await lockMove(db, move.id);
    const undone = await undoneBy(db, move.id);
    if (undone?.status === 'running' && undone.id !== body.id) {
      const text = 'This move is being taken back already: wait until that is done, or cancel it first.';
      return refuse(409, 'stillRunning', text, { params: { migration: undone.id } });
    }
    return beginBatch({ deps: { ...deps, db }, reader }, { id: body.id, parameters, filter, chosen, perSecond: body.perSecond });
  });
  // Only now is it there for whoever runs batches.
  deps.wakeBackground();
  return isRefusal(begun) ? begun : { migration: begun.row.id, cases: begun.cases };
});
