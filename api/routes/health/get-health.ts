import { heartbeatAge } from '../../../db/queries/health.ts';
import { health as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';

/** A worker whose last heartbeat is older than this is taken for dead. */
const longestSilenceMs = 45_000;

export const getHealth = endpoint(route, async ({ res, deps }) => {
  const [age, temporal] = await Promise.all([heartbeatAge(deps.db).catch(() => undefined), deps.temporalAnswers()]);
  if (age === undefined) res.status(503);
  const worker = typeof age === 'number' && age < longestSilenceMs;
  return { postgres: age !== undefined, temporal, worker, version: deps.settings.version };
});
