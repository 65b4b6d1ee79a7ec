import { findVersion } from '../../../db/queries/package-reading.ts';
import { readStartTimers } from '../../../db/queries/start-timers.ts';
import { getStart as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { startInfo, startTimerView } from '../../views/start-view.ts';

export const getStart = endpoint(route, async ({ params, query, reader, deps }) => {
  const found = await findVersion(deps.db, params.process, query.version);
  if (!found) return notFound('process');
  const timers = await readStartTimers(deps.pool, found.key, found.version);
  return { ...startInfo(await deps.packages.get(found.hash), found.version, reader.locale), timers: timers.map(startTimerView) };
});
