import { expect, it } from 'vitest';
import { sharedPath } from '../../helpers/shared.ts';
import { readTck } from './read-tck.ts';
import { printTck, runTck } from './run-tck.ts';

const root = sharedPath('cases/dmn-tck');

it.skipIf(root === null)('DMN technology compatibility kit: 99 % of all, 99 % of those not null, 90 % of each folder', async () => {
  const result = await runTck(readTck(root as string));
  process.stdout.write(`${printTck({ ...result, folders: result.folders.filter(({ passed, total }) => passed < total) })}\n`);
  expect(result.total).toBe(2_784);
  expect(result.nonNull.total).toBe(1_559);
  expect(result.passed).toBeGreaterThanOrEqual(2_784 * 0.99);
  expect(result.nonNull.passed).toBeGreaterThanOrEqual(1_559 * 0.99);
  expect(result.folders.filter(({ passed, total }) => passed < total * 0.9)).toEqual([]);
});

it.skipIf(root === null)('a result is told apart from one that was changed', async () => {
  const cases = readTck(root as string).map((each) => ({ ...each, expected: ['nothing', 'of', 'the', 'kind'] }));
  expect((await runTck(cases)).passed).toBe(0);
});
