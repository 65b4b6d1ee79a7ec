import { findVersion } from '../../../db/queries/package-reading.ts';
import { getStart as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { startInfo } from '../../views/start-view.ts';

export const getStart = endpoint(route, async ({ params, query, reader, deps }) => {
  const found = await findVersion(deps.db, params.process, query.version);
  if (!found) return notFound('process');
  return startInfo(await deps.packages.get(found.hash), found.version, reader.locale);
});
