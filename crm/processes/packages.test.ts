import { describe, expect, it } from 'vitest';
import * as definitions from '../../activities/jobs/definitions.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { compilePackage } from '../../engine/model/index.ts';
import { hashOfFiles, shippedPackageFiles, shippedPackages } from './package-files.ts';
import { runCase } from './run-case.ts';

const jobTypes = Object.values(definitions).map((each) => each.type);

async function compiled(
  key: (typeof shippedPackages)[number],
): Promise<{ pkg: CompiledPackage; files: { path: string; content: string }[] }> {
  const files = shippedPackageFiles(key);
  const result = await compilePackage(files, { hash: hashOfFiles(files), jobTypes });
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return { pkg: result.package, files };
}

describe.each(shippedPackages)('package %s', async (key) => {
  const { pkg, files } = await compiled(key);
  const cases = files.filter((file) => file.path.startsWith('cases/'));

  it('may be published without a warning', async () => {
    const result = await compilePackage(files, { hash: pkg.hash, jobTypes });
    expect(result).toMatchObject({ ok: true, warnings: [] });
  });

  it('has every text in Russian and Polish', () => {
    const texts = visibleTexts(pkg);
    for (const locale of ['ru', 'pl']) expect([...texts].filter((text) => !Object.hasOwn(pkg.texts[locale] ?? {}, text))).toEqual([]);
  });

  it.each(cases.map((file) => [file.path, file.content]))('%s', (_, content) => {
    expect(runCase(pkg, JSON.parse(content)).failures).toEqual([]);
  });

  it('reaches every element in some case', () => {
    const reached = new Set(
      cases.flatMap((file) =>
        runCase(pkg, JSON.parse(file.content)).world.facts.flatMap((fact) => (fact.type === 'elementActivated' ? [fact.element] : [])),
      ),
    );
    const elements = pkg.processes.flatMap((process) => process.elements.map((element) => element.id));
    expect(elements.filter((element) => !reached.has(element))).toEqual([]);
  });
});

/** What a user sees of a package. */
function visibleTexts(pkg: CompiledPackage): Set<string> {
  const texts = [
    pkg.name,
    ...pkg.stages.map((stage) => stage.name),
    ...pkg.recordTypes.flatMap((type) => [
      type.name,
      ...type.fields.flatMap((field) => [field.label, ...(field.options ?? []).map((option) => option.label)]),
    ]),
    ...pkg.forms.flatMap((form) =>
      form.fields.flatMap((field) => [field.label, field.help ?? '', ...(field.options ?? []).map((option) => option.label)]),
    ),
    ...pkg.processes.flatMap((process) => process.elements.flatMap((element) => [element.name ?? '', ...configTexts(element.config)])),
    ...pkg.processes.flatMap((process) => process.flows.map((flow) => flow.name ?? '')),
  ];
  return new Set(texts.filter((text) => text !== ''));
}

function configTexts(config: unknown): string[] {
  const {
    outcomes = [],
    checklist = [],
    evidence = [],
  } = config as {
    outcomes?: { name: string; hint?: string }[];
    checklist?: { text: string }[];
    evidence?: { text: string }[];
  };
  return [
    ...outcomes.flatMap((outcome) => [outcome.name, outcome.hint ?? '']),
    ...checklist.map((item) => item.text),
    ...evidence.map((proof) => proof.text),
  ];
}
