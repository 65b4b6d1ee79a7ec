import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { compilePackage, type PackageFile } from '../../engine/model/compile-package.ts';
import { writeBpmn } from '../../engine/model/read-bpmn.ts';
import { read } from './drawing.ts';
import { inDefinitions, plainModels } from './skeleton.ts';
import type { Subject } from './subjects.ts';

/** An example of a page: a whole BPMN file without drawing, and what else of its package lies beside it. */
export interface Example {
  /** `example`, `example-one-by-one`: the file's name without its ending. */
  name: string;
  xml: string;
  /** `example.dmn`, `example.form`. */
  others: PackageFile[];
}

/** `example.bpmn` and `example-….bpmn` of the folder; where there is none, the plainest model the kind can stand in. The first is the main one. */
export async function examplesOf(subject: Subject): Promise<Example[]> {
  const files = existsSync(subject.folder) ? readdirSync(subject.folder).filter((name) => name.startsWith('example')) : [];
  const contentOf = (name: string) => readFileSync(join(subject.folder, name), 'utf8').trimEnd();
  const others = files.filter((name) => /\.(dmn|form)$/.test(name)).map((path) => ({ path, content: contentOf(path) }));
  const models = files.flatMap((name) => /^(example(?:-[a-z0-9-]+)?)\.bpmn$/.exec(name)?.[1] ?? []).sort();
  if (models.length === 0) return [await plainest(subject)];
  return models.map((name) => ({ name, xml: contentOf(`${name}.bpmn`), others }));
}

/** The first plain model that may be published, else the first, whose findings are then told. */
async function plainest(subject: Subject): Promise<Example> {
  const all = plainModels(subject).map(inDefinitions);
  let found = all[0] as string;
  for (const xml of all.toReversed()) if ((await compileExample({ xml, others: [] })).ok) found = xml;
  const readable = await writeBpmn((await read(found)).definitions);
  return { name: 'example', xml: readable.trimEnd(), others: [] };
}

export type CompiledExample = { ok: true; pkg: CompiledPackage; warnings: Finding[] } | { ok: false; findings: Finding[] };

/** Compiles it as a package of its own, with every publish rule. */
export async function compileExample({ xml, others }: Pick<Example, 'xml' | 'others'>): Promise<CompiledExample> {
  const ending = (end: string) => others.filter(({ path }) => path.endsWith(end)).map(({ path }) => path);
  const manifest = {
    key: 'example',
    name: 'Example',
    process: 'example.bpmn',
    stages: [],
    decisions: ending('.dmn'),
    forms: ending('.form'),
  };
  const files = [{ path: 'manifest.json', content: JSON.stringify(manifest) }, { path: 'example.bpmn', content: xml }, ...others];
  const compiled = await compilePackage(files, { hash: 'example' });
  return compiled.ok ? { ok: true, pkg: compiled.package, warnings: compiled.warnings } : { ok: false, findings: compiled.findings };
}
