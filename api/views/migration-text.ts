import type { CompiledPackage, MigrationReason } from '../../engine/contract/index.ts';
import type { PlanEntry } from '../../engine/migration/index.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { words } from './packages.ts';

/** Why a case stays, in the reader's language; the kernel's own sentence where there is none. */
export function reasonText(reason: MigrationReason, pkg: CompiledPackage | undefined, locale: Locale): string {
  const key = `migration.reason.${reason.code}`;
  if (!isTextKey(key)) return reason.message;
  const told = Object.entries(reason.params ?? {}).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : String(value ?? ''),
  ]);
  return say(locale, key, { ...Object.fromEntries(told), name: words(pkg, locale, reason.name ?? reason.element ?? '') });
}

export function reasonView(reason: MigrationReason, pkg: CompiledPackage | undefined, locale: Locale) {
  return { code: reason.code, element: reason.element ?? null, text: reasonText(reason, pkg, locale) };
}

/** Why an element of the old version is taken to be one of the new. */
export function entryText(entry: PlanEntry, locale: Locale): string {
  const key = `migration.found.${entry.reason}`;
  return isTextKey(key) ? say(locale, key) : entry.reason;
}
