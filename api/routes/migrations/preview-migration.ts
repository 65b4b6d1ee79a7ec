import { countCases, listCases } from '../../../db/queries/migrations.ts';
import { reachOf } from '../../access/policy.ts';
import { previewMigration as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { checkView, findVersions, planOf, unknownIds, type Versions } from '../../views/migration-plan.ts';
import { stayingView, type Tried, tryMoves } from '../../views/migration-run.ts';
import { reasonView } from '../../views/migration-text.ts';
import { findElement, words } from '../../views/packages.ts';

export const previewMigration = endpoint(route, async ({ params, body, reader, deps }) => {
  const versions = await findVersions(deps, params);
  if (isRefusal(versions)) return versions;
  const plan = body.plan ?? (await planOf(deps, versions)).plan;
  const unknown = unknownIds(checkView(versions, plan, reader.locale));
  if (unknown) return unknown;
  const { key, from } = versions.pair;
  const reach = reachOf(reader);
  const page = await listCases(deps.db, reach, key, from, { after: body.after, limit: body.limit + 1 });
  const cases = page.slice(0, body.limit);
  const command = { type: 'migrate' as const, packageHash: versions.to.hash, plan: plan.elements, waits: plan.waits };
  const tried = await tryMoves(deps, reader, cases, command);
  const counted = await countCases(deps.db, reach, key, from);
  const stays = tried.filter(({ reasons }) => reasons !== null);
  return {
    total: counted.seen,
    hidden: counted.hidden,
    tried: tried.length,
    can: tried.length - stays.length,
    elements: byElement(tried, versions).map(({ element, ...counts }) => ({
      element,
      name: words(versions.from, reader.locale, findElement(versions.from, element)?.name ?? element),
      target: Object.hasOwn(plan.elements, element) ? (plan.elements[element] ?? null) : element,
      ...counts,
    })),
    reasons: byReason(tried).map(({ reason, cases: count }) => ({ ...reasonView(reason, versions.from, reader.locale), cases: count })),
    stays: stays.map((each) => stayingView(each.case, each.reasons ?? [], versions.from, reader)),
    next: page.length > body.limit ? (cases.at(-1)?.id ?? null) : null,
  };
});

function byElement(tried: Tried[], { from }: Versions): { element: string; cases: number; can: number }[] {
  const processes = new Set(from.processes.map(({ id }) => id));
  const counts = new Map<string, { cases: number; can: number }>();
  for (const { case: each, reasons } of tried) {
    for (const element of each.at) {
      if (processes.has(element)) continue;
      const count = counts.get(element) ?? { cases: 0, can: 0 };
      counts.set(element, { cases: count.cases + 1, can: count.can + (reasons === null ? 1 : 0) });
    }
  }
  return [...counts]
    .map(([element, count]) => ({ element, ...count }))
    .sort((a, b) => b.cases - a.cases || (a.element < b.element ? -1 : 1));
}

function byReason(tried: Tried[]) {
  const counts = new Map<string, { reason: NonNullable<Tried['reasons']>[number]; cases: number }>();
  for (const { reasons } of tried) {
    for (const reason of reasons ?? []) {
      const key = `${reason.code} ${reason.element ?? ''}`;
      counts.set(key, { reason, cases: (counts.get(key)?.cases ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.cases - a.cases);
}
