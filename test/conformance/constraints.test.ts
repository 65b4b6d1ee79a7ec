import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeXml } from '../../cli/commands/decode-xml.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { compileBpmn } from '../../engine/model/index.ts';
import { sharedPath } from '../helpers/shared.ts';

interface BrokenModel {
  name: string;
  /** Code of the rule of the standard that it breaks: `EXT017`. */
  construct: string;
  file: string;
}

const path = sharedPath('cases/constraints.json');

async function errorsOf(file: string): Promise<Finding[]> {
  const result = await compileBpmn(decodeXml(readFileSync(join(dirname(path as string), file))));
  return result.ok ? [] : result.findings.filter((found) => found.severity === 'error');
}

describe('models that each break one static rule of the standard', () => {
  test.skipIf(path === null)('at least 216 of 219 are refused, each with rule, element and message', async () => {
    const { tests } = JSON.parse(readFileSync(path as string, 'utf8')) as { tests: BrokenModel[] };
    const results = await Promise.all(tests.map(async (model) => ({ ...model, errors: await errorsOf(model.file) })));
    const accepted = results.filter((each) => each.errors.length === 0);
    const codes = [...new Set(results.map((each) => each.construct))].sort();
    const table = codes.map((code) => {
      const group = results.filter((each) => each.construct === code);
      const rules = [...new Set(group.flatMap((each) => each.errors.map((error) => error.rule)))];
      return `${code} ${group.filter((each) => each.errors.length > 0).length} / ${group.length}  ${rules.join(', ')}`;
    });
    process.stdout.write(
      `${table.join('\n')}\nrefused ${tests.length - accepted.length} of ${tests.length}; accepted: ${accepted.map((each) => each.name).join(', ')}\n`,
    );
    expect(tests.length).toBe(219);
    expect(tests.length - accepted.length).toBeGreaterThanOrEqual(216);
    for (const error of results.flatMap((each) => each.errors)) expect(error.message).toMatch(/[.]$/);
  });
});
