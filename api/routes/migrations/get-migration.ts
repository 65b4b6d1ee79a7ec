import { countHidden, listLeftBehind, versionHashes } from '../../../db/queries/migrations.ts';
import { reachOf } from '../../access/policy.ts';
import { getMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { findMove, type MoveFilter, moveView, stayingView } from '../../views/migration-run.ts';
import { reasonsOf } from '../../views/migration-text.ts';
import { toldRefusal } from '../../views/refusal-text.ts';

/** The reasons are those found when it was the case's turn, as the batch kept them; in the reader's language. */
export const getMigration = endpoint(route, async ({ params, query, reader, deps }) => {
  const after = decodeCursor(textKey, query.cursor);
  if (isRefusal(after)) return after;
  const move = await findMove(deps, params.migration);
  if (!move) return notFound('migration');
  const reach = reachOf(reader);
  const rows = await listLeftBehind(deps.db, reach, move.id, { after, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => last.id);
  const { package: key, from, to } = move.filter as unknown as MoveFilter;
  const stood = move.action === 'migrate' ? from : to;
  const hash = (await versionHashes(deps.db, key, [stood])).get(stood);
  const pkg = hash === undefined ? undefined : await deps.packages.get(hash);
  const stays = items.map((item) => {
    const refusal = toldRefusal(item);
    return { ...stayingView(item, refusal ? reasonsOf(refusal) : [], pkg, reader), outcome: item.outcome };
  });
  return { ...(await moveView(deps, move)), stays, hidden: await countHidden(deps.db, reach, move.id), next };
});
