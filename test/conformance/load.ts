import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { compilePackage } from '../../engine/model/index.ts';
import { adapt } from './adapt/index.ts';
import type { Case, CaseFile } from './cases.ts';

export type Loaded =
  | { ok: true; pkg: CompiledPackage; words: Map<string, string>; optional: string[] }
  | { ok: false; findings: Finding[] };

/** All files of a case as one package: a call reaches the processes of its neighbours. */
export async function load(run: Case, file: CaseFile): Promise<Loaded> {
  const words = new Map<string, string>();
  const optional: string[] = [];
  const models: { path: string; content: string }[] = [];
  const variables = [...new Set(run.steps.flatMap((step) => Object.keys(step.variables ?? {})))];
  for (const path of run.files) {
    const adapted = await adapt(new TextDecoder().decode(file.read(path)), run.source, variables);
    models.push({ path, content: adapted.xml });
    optional.push(...adapted.optional);
    for (const [id, word] of adapted.words) words.set(id, word);
  }
  const [process, ...processes] = models.map((model) => model.path);
  const manifest = { path: 'manifest.json', content: JSON.stringify({ key: 'case', name: run.id, process, processes }) };
  const compiled = await compilePackage([manifest, ...models], { hash: 'case' });
  if (!compiled.ok) return { ok: false, findings: compiled.findings.filter((each) => each.severity === 'error') };
  return { ok: true, pkg: compiled.package, words, optional };
}
