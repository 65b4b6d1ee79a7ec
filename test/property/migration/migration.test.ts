import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type MigrationResult, richerFrom, runMigration } from './run-migration.ts';

const failingSeeds = JSON.parse(readFileSync(new URL('failing-seeds.json', import.meta.url), 'utf8')) as number[];

/** The short form of `npm run moved -- --runs 2600`. */
describe('random cases moved to random changes of their models', () => {
  test('facts fold to the state, the undo is exact, nothing is stuck that would not have been', async () => {
    const results: MigrationResult[] = [];
    for (let seed = 20_270_301; seed < 20_270_301 + 150; seed += 1) results.push(await runMigration(seed));
    const count = (fits: (result: MigrationResult) => boolean) => results.filter(fits).length;
    expect(count(({ outcome }) => outcome === 'moved')).toBeGreaterThan(30);
    expect(count(({ outcome }) => outcome === 'stayed')).toBeGreaterThan(2);
    expect(count(({ undo }) => undo === 'exact')).toBeGreaterThan(30);
    expect(count(({ later }) => later === 'moved')).toBeGreaterThan(5);
  });

  test('with more that moves along, and beside a case where everything has only another name', async () => {
    const results: MigrationResult[] = [];
    for (let seed = richerFrom + 1; seed <= richerFrom + 100; seed += 1) results.push(await runMigration(seed));
    expect(results.filter(({ outcome }) => outcome === 'moved').length).toBeGreaterThan(20);
    expect(results.filter(({ reasons }) => reasons.includes('notUndone')).length).toBeGreaterThan(0);
  });

  test.each(failingSeeds)('seed %d, which failed once', async (seed) => {
    await expect(runMigration(seed)).resolves.toBeDefined();
  });
});
