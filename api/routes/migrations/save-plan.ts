import { savePlan } from '../../../db/queries/migrations.ts';
import { saveMigrationPlan as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { checkView, findVersions, planOf, unknownIds } from '../../views/migration-plan.ts';

export const saveMigrationPlan = endpoint(route, async ({ params, body, reader, deps }) => {
  const versions = await findVersions(deps, params);
  if (isRefusal(versions)) return versions;
  const check = checkView(versions, body.plan, reader.locale);
  const unknown = unknownIds(check);
  if (unknown) return unknown;
  const saved = { revision: body.revision, plan: body.plan, savedAt: new Date(deps.now()), savedBy: reader.id };
  const revision = await savePlan(deps.db, versions.pair, saved);
  if (revision !== undefined) return { revision, check };
  const { stored } = await planOf(deps, versions);
  const by = (await deps.people.namer())(stored?.savedBy)?.name ?? '?';
  return refuse(409, 'planConflict', `The plan was saved by ${by} meanwhile: load it again and repeat your change.`, {
    params: { revision: stored?.revision ?? 0, plan: stored?.plan ?? null },
  });
});
