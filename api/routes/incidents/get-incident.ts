import { findStanding } from '../../../db/queries/operated-instances.ts';
import { findIncident, type IncidentRow, sinceIncident } from '../../../db/queries/operations-incidents.ts';
import { reachOf } from '../../access/policy.ts';
import { getIncident as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { parseNumberedId } from '../../http/numbered-id.ts';
import { notFound } from '../../http/refusal.ts';
import { incidentRows } from '../../views/incident-row.ts';
import { stepsOf } from '../../views/instance-row.ts';

export const getIncident = endpoint(route, async ({ params, reader, deps }) => {
  const { db } = deps;
  const reach = reachOf(reader);
  const key = parseNumberedId(params.incident);
  const found = key && (await findIncident(db, reach, key.instanceId, key.number));
  if (!key || !found) return notFound('incident');
  const [since, row] = await Promise.all([sinceIncident(db, key.instanceId, key.number), findStanding(db, key.instanceId)]);
  if (!since || !row) return notFound('incident');
  const after = since.next === null ? undefined : await findIncident(db, reach, key.instanceId, since.next);
  const views = await incidentRows(
    deps,
    reader,
    [found, after].filter((each): each is IncidentRow => each !== undefined),
  );
  const [incident, next] = views;
  if (!incident) return notFound('incident');
  const steps = stepsOf(await deps.packages.get(row.packageHash), reader.locale, row.standsAt);
  return { incident, status: since.status, case: { status: row.status, steps, working: since.working }, next: next ?? null };
});
