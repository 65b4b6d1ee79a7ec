import { listMoves } from '../../../db/queries/migrations.ts';
import { listMigrations as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { findMove, moveView } from '../../views/migration-run.ts';

const most = 50;

export const listMigrations = endpoint(route, async ({ params, deps }) => {
  if (!(await deps.packages.newestOf(params.process))) return notFound('process');
  const ids = await listMoves(deps.db, params.process, most);
  const rows = await Promise.all(ids.map((id) => findMove(deps, id)));
  return { items: await Promise.all(rows.flatMap((row) => (row ? [moveView(deps, row)] : []))) };
});
