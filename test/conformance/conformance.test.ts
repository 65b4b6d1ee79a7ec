import { describe, expect, test } from 'vitest';
import { sharedPath } from '../helpers/shared.ts';
import { templateToFeel, toFeel } from './adapt/juel.ts';
import { traceOf } from './adapt/words.ts';
import { readCases } from './cases.ts';
import { printTable, runAll } from './run-all.ts';

const path = sharedPath('cases/cases.json');

describe('what others say an engine does', () => {
  test.skipIf(path === null)(
    'at least 141 of the 155 runs; misses only where an element cannot run yet or the expectation is in doubt',
    async () => {
      const result = await runAll(readCases(path as string));
      process.stdout.write(`${printTable(result)}\n`);
      expect(result.total).toBe(155);
      expect(result.passed).toBeGreaterThanOrEqual(141);
      const unexplained = result.groups
        .flatMap((group) => group.misses)
        .filter((miss) => !miss.suspect && !miss.note.includes('cannot run yet'));
      expect(unexplained).toEqual([]);
    },
  );

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
