import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../helpers/shared.ts';
import { templateToFeel, toFeel } from './adapt/juel.ts';
import { traceOf } from './adapt/words.ts';
import { groupsOf, readCases } from './cases.ts';
import { printTable, runAll } from './run-all.ts';

const path = sharedPath('cases/cases.json');
/** Runs that do not pass, each with its reason. */
const explained = new Set(
  [...readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id),
);

describe('what others say an engine does', () => {
  test.skipIf(path === null)('at least 340 of the 348 runs, and every miss is one of those explained', async () => {
    const file = readCases(path as string);
    const result = await runAll(file, groupsOf(file));
    process.stdout.write(`${printTable(result)}\n`);
    expect(result.total).toBe(348);
    expect(result.passed).toBeGreaterThanOrEqual(340);
    const unexplained = result.groups.flatMap((group) => group.misses).filter((miss) => !explained.has(miss.id));
    expect(unexplained).toEqual([]);
  });

  test.skipIf(path === null)('a run is told apart from one that was changed', async () => {
    const file = readCases(path as string);
    const run = file.cases.find((each) => each.steps.some((step) => step.op === 'expectOpenTasks' && (step.exactly?.length ?? 0) > 1));
    const steps = run?.steps.map((step) => (step.op === 'expectOpenTasks' ? { ...step, exactly: ['nothing of the kind'] } : step)) ?? [];
    const changed = { ...file, cases: [{ ...run, group: 'changed', steps } as (typeof file.cases)[number]] };
    expect((await runAll(changed, ['changed'])).passed).toBe(0);
  });
});

describe('foreign conditions become FEEL', () => {
  test.each([
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: that is how JUEL looks
    ['${input == 1}', 'input = 1'],
    ["${input == 'left' && n != 2}", 'input = "left" and n != 2'],
    ['${order.price > 100 || !paid}', 'order.price > 100 or not(paid)'],
    ["${flag == 'true'}", 'string(flag) = "true"'],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: that is how JUEL looks
    ['test.contains("a")', 'contains(test, "a")'],
    ["choice == 'No'", 'choice = "No"'],
    ['integerVariable<3', 'integerVariable < 3'],
  ])('%s', (source, expected) => {
    expect(toFeel(source)).toBe(expected);
  });

  test('text with an expression in it', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how JUEL looks
    expect(templateToFeel('name-${foo}')).toBe('="name-" + string(foo)');
    expect(templateToFeel('plain')).toBe('plain');
  });
});

test('overlapping intervals are one line, others none', () => {
  expect(traceOf(['a', 'interval 0 10', 'interval 5 15'])).toEqual(['a', 'EXECUTION_parallel']);
  expect(traceOf(['interval 0 10', 'interval 10 20'])).toEqual([]);
});
