import { readFileSync, writeFileSync } from 'node:fs';
import { runSeed, type SeedResult } from './run-seed.ts';
import { addCounts, kindsTable, missingKinds } from './table.ts';

/** `npm run fold -- --runs 1000 [--seed N] [--open N]`: random models on random paths; failing seeds are kept and run again by `npm test`. */
const failingFile = new URL('failing-seeds.json', import.meta.url);
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
};

const only = option('seed');
const runs = option('runs') ?? (only === undefined ? 1000 : 1);
const first = only ?? Math.floor(Math.random() * 1_000_000_000);
console.log(`runs ${runs}, seeds ${first} .. ${first + runs - 1}`);

const results: SeedResult[] = [];
const failed: { seed: number; message: string }[] = [];
for (let seed = first; seed < first + runs; seed += 1) {
  try {
    results.push(await runSeed(seed, option('open')));
  } catch (error) {
    failed.push({ seed, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

const kinds = addCounts(results.map((result) => result.kinds));
console.log(kindsTable(kinds));
console.log(
  `incidents: ${[...addCounts(results.map((result) => result.incidents))].map(([code, count]) => `${code} ${count}`).join(', ')}`,
);
const sum = (of: (result: SeedResult) => number) => results.reduce((total, result) => total + of(result), 0);
const ended = (status: string) => results.filter((result) => result.status === status).length;
console.log(`commands ${sum((each) => each.commands)} (${sum((each) => each.refused)} refused), facts ${sum((each) => each.facts)}`);
console.log(
  `cases open ${ended('open')}, completed ${ended('completed')}, cancelled ${ended('cancelled')}, refused at start ${ended('refused')}`,
);
const missing = runs >= 1000 ? missingKinds(kinds, 50) : [];
if (missing.length > 0) console.log(`fewer than 50 times: ${missing.join(', ')}`);

for (const { seed, message } of failed) console.error(`FAILED seed ${seed}\n${message}\n`);
if (failed.length > 0) {
  const known = JSON.parse(readFileSync(failingFile, 'utf8')) as number[];
  const all = [...new Set([...known, ...failed.map(({ seed }) => seed)])].sort((a, b) => a - b);
  writeFileSync(failingFile, `${JSON.stringify(all, null, 2)}\n`);
}
console.log(`${results.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || missing.length > 0 ? 1 : 0;
