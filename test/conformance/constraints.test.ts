import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../helpers/shared.ts';
import { brokenTable, type Checked, checkBroken } from './check/broken-models.ts';
import { expectedRules, refusedOtherwise } from './check/expected-rules.ts';
import { checkValid, validTable } from './check/valid-models.ts';

const path = sharedPath('cases/constraints.json');
const rulesOf = ({ errors }: Checked) => errors.map(({ rule }) => rule).sort();

describe('models that each break one static rule of the standard', () => {
  test.skipIf(path === null)('at least 216 of 219 are refused under neutral names, by rules of the fault and with an element', async () => {
    const checked = await checkBroken(path as string);
    process.stdout.write(`${brokenTable(checked)}\n`);
    expect(checked.length).toBe(219);
    expect(checked.filter(({ errors }) => errors.length > 0).length).toBeGreaterThanOrEqual(216);
    for (const error of checked.flatMap(({ errors }) => errors)) expect(error.message).toMatch(/[.]$/);
    const unexpected = checked.filter(
      (each) => each.errors.length > 0 && !each.errors.some(({ rule }) => expectedRules[each.construct]?.includes(rule)),
    );
    expect(unexpected.map(({ name, errors }) => `${name}: ${errors.map(({ rule }) => rule)}`)).toEqual([]);
    const named = await checkBroken(path as string, (xml) => xml);
    expect(checked.map(rulesOf)).toEqual(named.map(rulesOf));
    for (const code of Object.keys(refusedOtherwise)) expect(expectedRules[code]).toBeDefined();
  });

  test.skipIf(path === null)('no model that is right is refused; what cannot run is named', async () => {
    const checked = await checkValid(dirname(path as string));
    process.stdout.write(`${validTable(checked)}\n`);
    expect(checked.length).toBeGreaterThan(250);
    expect(checked.filter(({ wrong }) => wrong.length > 0).map(({ id }) => id)).toEqual([]);
  });
});
