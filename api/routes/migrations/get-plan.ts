import { countCases } from '../../../db/queries/migrations.ts';
import { reachOf } from '../../access/policy.ts';
import { getMigrationPlan as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { checkView, findVersions, planOf } from '../../views/migration-plan.ts';
import { entryText } from '../../views/migration-text.ts';
import { words } from '../../views/packages.ts';

export const getMigrationPlan = endpoint(route, async ({ params, reader, deps }) => {
  const versions = await findVersions(deps, params);
  if (isRefusal(versions)) return versions;
  const { stored, suggestion, plan } = await planOf(deps, versions);
  const { locale } = reader;
  const open = await countCases(deps.db, reachOf(reader), params.process, params.from);
  const entries = suggestion.entries.map(({ targetName, ...entry }) => ({
    ...entry,
    name: words(versions.from, locale, entry.name),
    targetName: targetName === undefined ? null : words(versions.to, locale, targetName),
    text: entryText(entry, locale),
  }));
  return {
    from: params.from,
    to: params.to,
    revision: stored?.revision ?? 0,
    savedAt: stored?.savedAt.toISOString() ?? null,
    savedBy: stored ? (await deps.people.namer())(stored.savedBy) : null,
    plan,
    suggestion: { plan: suggestion.plan, entries },
    check: checkView(versions, plan, locale),
    openCases: open.seen + open.hidden,
  };
});
