import { listItems } from '../../../db/queries/batches.ts';
import { findCases, versionHashes } from '../../../db/queries/migrations.ts';
import type { Command } from '../../../engine/contract/index.ts';
import { getMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { findMove, type MoveFilter, type MoveParameters, moveView, stayingView, tryMoves } from '../../views/migration-run.ts';

/** The reasons are those of now, in the reader's language: what stood against a case may be gone since. */
export const getMigration = endpoint(route, async ({ params, query, reader, deps }) => {
  const after = decodeCursor(textKey, query.cursor);
  if (isRefusal(after)) return after;
  const move = await findMove(deps, params.migration);
  if (!move) return notFound('migration');
  const rows = await listItems(deps.db, move.id, { outcome: 'refused', after, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => last.instanceId);
  const { package: key, from, to } = move.filter as unknown as MoveFilter;
  const { packageHash, plan = {}, waits } = move.parameters as unknown as MoveParameters;
  const command: Command = move.action === 'migrate' ? { type: 'migrate', packageHash, plan, waits } : { type: 'undoMigration' };
  const cases = await findCases(
    deps.db,
    items.map(({ instanceId }) => instanceId),
  );
  const tried = await tryMoves(deps, reader, cases, command);
  const stood = move.action === 'migrate' ? from : to;
  const hash = (await versionHashes(deps.db, key, [stood])).get(stood);
  const pkg = hash === undefined ? undefined : await deps.packages.get(hash);
  const told = new Map(items.map((item) => [item.instanceId, item]));
  const stays = tried.map((each) => {
    const view = stayingView(each, pkg, reader);
    const item = told.get(view.instanceId);
    const then = { code: item?.code ?? 'refused', element: null, text: item?.message ?? '' };
    return { ...view, reasons: view.reasons.length > 0 ? view.reasons : [then] };
  });
  return { ...(await moveView(deps, move)), stays, next };
});
