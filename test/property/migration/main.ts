import { type MigrationResult, richerFrom, runMigration } from './run-migration.ts';

/** `npm run moved -- --runs 1000 [--seed N]`: random cases of random models moved to random changes of them. */
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
};
const only = option('seed');
const runs = option('runs') ?? (only === undefined ? 1000 : 1);
const first = only ?? richerFrom + Math.floor(Math.random() * 1_000_000_000);
console.log(`runs ${runs}, seeds ${first} .. ${first + runs - 1}`);

const results: MigrationResult[] = [];
const failed: string[] = [];
const started = Date.now();
for (let seed = first; seed < first + runs; seed += 1) {
  try {
    results.push(await runMigration(seed, 80, process.argv.includes('--without')));
  } catch (error) {
    failed.push(`seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
const count = <Key extends keyof MigrationResult>(key: Key) => {
  const counts = new Map<unknown, number>();
  for (const value of results.flatMap((result): unknown[] => [result[key]].flat())) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, number]) => `${value} ${number}`)
    .join(', ');
};
console.log(`steps ${results.reduce((sum, { steps }) => sum + steps, 0)} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
for (const key of ['outcome', 'reasons', 'undo', 'later', 'lateReasons', 'status', 'stuck'] as const) console.log(`${key}: ${count(key)}`);
const stuck = results.filter((result) => result.stuck && result.outcome === 'moved');
console.log(
  `stuck after a migration: ${stuck
    .map(({ seed }) => seed)
    .slice(0, 20)
    .join(' ')}`,
);
for (const message of failed.slice(0, 10)) console.error(`FAILED ${message}\n`);
console.log(`${results.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
