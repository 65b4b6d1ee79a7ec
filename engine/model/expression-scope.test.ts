import { expect, it } from 'vitest';
import { hashOfFiles, shippedPackageFiles, shippedPackages } from '../../crm/processes/package-files.ts';
import type { CompiledPackage } from '../contract/process.ts';
import { inspectExpression } from '../expression/index.ts';
import { compilePackage } from './compile-package.ts';
import { packageScope } from './expression-scope.ts';

async function compiled(key: (typeof shippedPackages)[number]): Promise<CompiledPackage> {
  const files = shippedPackageFiles(key);
  const result = await compilePackage(files, { hash: hashOfFiles(files) });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.package;
}

/** Every expression of a package that stands in conditions, mappings, deadlines, forms and stages. */
function expressionsOf(pkg: CompiledPackage): { text: string; open: boolean }[] {
  const found: string[] = [];
  const opened: string[] = [];
  for (const { flows, elements } of pkg.processes) {
    for (const { condition } of flows) if (condition !== undefined) found.push(condition);
    for (const { inputs, outputs, config } of elements) {
      found.push(...inputs.map(({ source }) => source));
      // They see what messages and called processes brought, too.
      opened.push(...outputs.map(({ source }) => source));
      found.push(...[...JSON.stringify(config).matchAll(/"=((?:[^"\\]|\\.)*)"/g)].map(([, text]) => JSON.parse(`"${text}"`) as string));
    }
  }
  for (const { fields } of pkg.forms) for (const { visibleWhen } of fields) if (visibleWhen !== undefined) found.push(visibleWhen);
  for (const { requiredFields } of pkg.stages) for (const { when } of requiredFields) if (when !== undefined) found.push(when);
  return [...found.map((text) => ({ text, open: false })), ...opened.map((text) => ({ text, open: true }))];
}

it.each(shippedPackages)('no expression of the package "%s" is found fault with, and each is when a letter is changed', async (key) => {
  const pkg = await compiled(key);
  const scope = packageScope(pkg);
  const expressions = expressionsOf(pkg);
  expect(expressions.length).toBeGreaterThan(5);
  for (const { text, open } of expressions) {
    expect({ text, findings: inspectExpression(text, { ...scope, open }).findings }).toEqual({ text, findings: [] });
    const wrong = text.replace(/\b(lead|deal|customer)\.(\w+)/, '$1.$2zz');
    if (wrong !== text) expect({ wrong, found: inspectExpression(wrong, { ...scope, open }).findings.length }).toEqual({ wrong, found: 1 });
  }
});

it('a package says so before it is published: as a warning, with the element, the expression and the way out', async () => {
  const files = shippedPackageFiles('lead').map((file) =>
    file.path.endsWith('.bpmn')
      ? { ...file, content: file.content.replace(/(<bpmn:conditionExpression[^>]*>=?\s*)([^<]+)/, '$1lead.nothingOfTheKind = 5') }
      : file,
  );
  const result = await compilePackage(files, { hash: hashOfFiles(files) });
  const found = result.ok ? result.warnings : result.findings;
  expect(found.filter(({ rule }) => rule === 'expression/unknown-entry')).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('“lead.nothingOfTheKind = 5”: lead has no “nothingOfTheKind”') },
  ]);
  const untouched = shippedPackageFiles('lead');
  const clean = await compilePackage(untouched, { hash: hashOfFiles(untouched) });
  expect((clean.ok ? clean.warnings : clean.findings).filter(({ rule }) => rule.startsWith('expression/'))).toEqual([]);
});
