import { changesBetween } from '../../designer/compare/changes.ts';
import { sentence } from '../../designer/compare/sentence.ts';
import { translator } from '../../designer/translator.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { compilePackage, type PackageFile } from '../../engine/model/index.ts';

const mostShown = 40;

/** What `after` changes, as the designer says it before publishing, and which files that is. One line each. */
export async function changesInWords(before: PackageFile[] | undefined, after: PackageFile[]): Promise<string[]> {
  if (!before) return ['The first version.'];
  const files = fileChanges(before, after);
  if (files.length === 0) return ['Nothing changes: the files are the same.'];
  const [old, now] = await Promise.all([compiled(before), compiled(after)]);
  const t = translator('en');
  const words = old && now ? changesBetween(old.package, now.package).map((change) => `${change.sign} ${sentence(change, t)}`) : [];
  const seen = words.length === 0 && old?.ok && now?.ok ? ['Nothing that a case would notice.'] : words;
  const more = seen.length - mostShown;
  return [...seen.slice(0, mostShown), ...(more > 0 ? [`… and ${more} more`] : []), `Files: ${files.join(', ')}.`];
}

/** `+ new.form, ~ lead.bpmn, - old.dmn`. */
export function fileChanges(before: PackageFile[], after: PackageFile[]): string[] {
  const old = new Map(before.map(({ path, content }) => [path, content]));
  const now = new Map(after.map(({ path, content }) => [path, content]));
  return [
    ...[...now].flatMap(([path, content]) => (old.has(path) ? (old.get(path) === content ? [] : [`~ ${path}`]) : [`+ ${path}`])),
    ...[...old.keys()].filter((path) => !now.has(path)).map((path) => `- ${path}`),
  ];
}

/** Also of one that may not be published, as far as it can be read; undefined = what could be read of it says nothing. */
async function compiled(files: PackageFile[]): Promise<{ package: CompiledPackage; ok: boolean } | undefined> {
  const { ok, package: pkg } = await compilePackage(files, { hash: '' });
  return pkg && pkg.processes.length > 0 ? { ok, package: pkg } : undefined;
}
