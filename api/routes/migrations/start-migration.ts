import { startMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { beginBatch } from '../../views/begin-batch.ts';
import { findVersions, planOf } from '../../views/migration-plan.ts';
import type { MoveFilter, MoveParameters } from '../../views/migration-run.ts';

export const startMigration = endpoint(route, async ({ params, body, reader, deps }) => {
  const versions = await findVersions(deps, params);
  if (isRefusal(versions)) return versions;
  const { stored } = await planOf(deps, versions);
  if (!stored) return refuse(409, 'noPlan', 'There is no plan between these versions: save one first.', { place: 'revision' });
  if (stored.revision !== body.revision) {
    return refuse(409, 'planConflict', `The plan is at revision ${stored.revision}, you saw ${body.revision}: load it again.`, {
      params: { revision: stored.revision },
    });
  }
  const { key, from, to } = versions.pair;
  const parameters: MoveParameters = {
    action: 'migrate',
    packageHash: versions.to.hash,
    plan: stored.plan.elements,
    waits: stored.plan.waits,
  };
  const ids = body.ids ? { ids: body.ids } : {};
  const filter: MoveFilter = { package: key, from, to, ...ids };
  const chosen = { package: key, version: from, status: 'open' as const, ...ids };
  const begun = await beginBatch({ deps, reader }, { id: body.id, parameters, filter, chosen, perSecond: body.perSecond });
  return isRefusal(begun) ? begun : { migration: begun.row.id, cases: begun.cases };
});
