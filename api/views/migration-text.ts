import type { CompiledPackage, MigrationReason } from '../../engine/contract/index.ts';
import type { PlanEntry } from '../../engine/migration/index.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { words } from './packages.ts';
import type { ToldRefusal } from './refusal-text.ts';

/** The kernel's reason why a case cannot be moved, or another refusal that kept it where it was. */
export type StayReason = Omit<MigrationReason, 'code'> & { code: string };

/** Of a refusal: the reasons it lists, or itself. */
export function reasonsOf(refusal: ToldRefusal): StayReason[] {
  const reasons = (refusal.params?.reasons ?? []) as unknown as MigrationReason[];
  return refusal.code === 'notMovable' && reasons.length > 0 ? reasons : [refusal];
}

/** Why a case stays, in the reader's language; the kernel's own sentence where there is none. */
export function reasonText(reason: StayReason, pkg: CompiledPackage | undefined, locale: Locale): string {
  const { why } = reason.params ?? {};
  const keys = [`migration.reason.${why}`, `migration.reason.${reason.code}`, `refusal.${reason.code}`];
  const key = keys.find(isTextKey);
  if (!key) return reason.message;
  const told = Object.entries(reason.params ?? {}).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : String(value ?? ''),
  ]);
  return say(locale, key, {
    ...Object.fromEntries(told),
    message: reason.message,
    name: words(pkg, locale, reason.name ?? reason.element ?? ''),
  });
}

export function reasonView(reason: StayReason, pkg: CompiledPackage | undefined, locale: Locale) {
  return { code: reason.code, element: reason.element ?? null, text: reasonText(reason, pkg, locale) };
}

/** Why an element of the old version is taken to be one of the new. */
export function entryText(entry: PlanEntry, locale: Locale): string {
  const key = `migration.found.${entry.reason}`;
  return isTextKey(key) ? say(locale, key) : entry.reason;
}
