import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../cli/launcher/build.mjs';
import { printFindings } from './print-findings.ts';
import { runAway } from './run-away.ts';

/** `npm run away [-- --minutes 10 --lose --seed N]`: Temporal away while reps work; `--lose`: then lost with its database. Exit 1 when a promise is broken. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    lose: { type: 'boolean', default: false },
    seed: { type: 'string', default: '5' },
    keep: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes} is no number above 0`);
const root = resolve(import.meta.dirname, '../..');
await build(root, { web: false });
const dataDir = mkdtempSync(join(tmpdir(), 'perennial-away-'));
process.stdout.write(`seed ${values.seed}\n`);
const say = (line: string) => process.stdout.write(`${line}\n`);
const { findings, seconds } = await runAway({ root, dataDir, minutes, lose: values.lose, seed: Number(values.seed), say });
const broken = printFindings(findings, say);
say(`${seconds.toFixed(0)} s`);
if (values.keep) say(`kept in ${dataDir}`);
else rmSync(dataDir, { recursive: true, force: true });
process.exit(broken ? 1 : 0);
