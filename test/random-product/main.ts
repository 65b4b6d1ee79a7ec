import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../cli/launcher/build.mjs';
import { runRandomProduct } from './run.ts';
import { verdictOf } from './table.ts';

/**
 * `npm run random-product [-- --instances 1000 --seed N]`: random models on random paths through the whole product, equal to the kernel's own
 * run. Exit 1 and the seed kept in `failing-seeds.json` when anything differs; the short form runs kept seeds again.
 */
const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '1000' },
    packages: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const root = resolve(import.meta.dirname, '../..');
await build(root, { web: false });
const dataDir = mkdtempSync(join(tmpdir(), 'perennial-random-'));
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const instances = Number(values.instances);
const packages = Number(values.packages ?? Math.max(5, Math.ceil(instances / 20)));
const kills = Number(values.kills ?? Math.max(4, Math.ceil(instances / 25)));
say(`seed ${seed}, data ${dataDir}`);
const result = await runRandomProduct({ root, dataDir, packages, sound: Math.ceil(packages / 8), instances, kills, callers: 8, seed, say });
const { lines, passed, failed } = verdictOf(result);
for (const line of lines) say(line);
say(`${passed} passed, ${failed} failed`);
if (failed > 0) {
  const file = new URL('failing-seeds.json', import.meta.url);
  const known = JSON.parse(readFileSync(file, 'utf8')) as number[];
  writeFileSync(
    file,
    `${JSON.stringify(
      [...new Set([...known, seed])].sort((a, b) => a - b),
      null,
      2,
    )}\n`,
  );
}
if (!values.keep) rmSync(dataDir, { recursive: true, force: true });
process.exit(failed > 0 ? 1 : 0);
