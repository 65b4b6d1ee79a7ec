import { findPlan, type PlanRow, type VersionPair, versionHashes } from '../../db/queries/migrations.ts';
import type { CompiledPackage, MigrationPlan } from '../../engine/contract/index.ts';
import { checkPlan, type PlanCheck, type SuggestedPlan, suggestPlan } from '../../engine/migration/index.ts';
import type { ApiContext } from '../context.ts';
import type { Locale } from '../contract/index.ts';
import { notFound, type Refusal, refuse } from '../http/refusal.ts';
import { reasonView } from './migration-text.ts';

export interface Versions {
  pair: VersionPair;
  from: CompiledPackage;
  to: CompiledPackage;
}

/** Both versions, compiled; a refusal where one is not published or they are the same. */
export async function findVersions(
  { db, packages }: ApiContext,
  params: { process: string; from: number; to: number },
): Promise<Versions | Refusal> {
  const { process: key, from, to } = params;
  const hashes = await versionHashes(db, key, [from, to]);
  const [old, target] = [hashes.get(from), hashes.get(to)];
  if (old === undefined || target === undefined) return notFound('version');
  if (old === target) return refuse(422, 'sameVersion', 'Both versions are the same: there is nothing to move.', { place: 'to' });
  return { pair: { key, from, to }, from: await packages.get(old), to: await packages.get(target) };
}

/** The stored plan, else what is suggested. */
export async function planOf(
  { db }: ApiContext,
  { pair, from, to }: Versions,
): Promise<{ stored: PlanRow | undefined; suggestion: SuggestedPlan; plan: MigrationPlan }> {
  const stored = await findPlan(db, pair);
  const suggestion = suggestPlan(from, to);
  return { stored, suggestion, plan: stored?.plan ?? suggestion.plan };
}

export function checkView({ from, to }: Versions, plan: MigrationPlan, locale: Locale) {
  const { unknown, stays }: PlanCheck = checkPlan(from, to, plan);
  return { unknown, stays: stays.map((reason) => reasonView(reason, from, locale)) };
}

export function unknownIds(check: { unknown: PlanCheck['unknown'] }): Refusal | undefined {
  if (check.unknown.length === 0) return undefined;
  const ids = check.unknown.map(({ id, where }) => `${id} (${where === 'from' ? 'old' : 'new'} version)`).join(', ');
  return refuse(422, 'planUnknown', `The plan names what is not there: ${ids}.`, { place: 'plan', params: { unknown: check.unknown } });
}
