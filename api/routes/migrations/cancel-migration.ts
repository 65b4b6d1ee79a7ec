import { stopBatch } from '../../../db/queries/batch-running.ts';
import { cancelMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';
import { findMove } from '../../views/migration-run.ts';

/** For whoever may start one, whoever began this one: it is the process's, and not of one person alone. */
export const cancelMigration = endpoint(route, async ({ params, deps }) => {
  const move = await findMove(deps, params.migration);
  if (!move) return notFound('migration');
  if (await stopBatch(deps.db, move.id, new Date(deps.now()))) return { ok: true as const };
  return refuse(409, 'wrongState', 'This migration has ended already.');
});
