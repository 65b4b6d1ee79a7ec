import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../cli/launcher/build.mjs';
import { printFindings } from './print-findings.ts';
import { runChaos } from './run-chaos.ts';

/** `npm run chaos [-- --leads 200 --kills 20 --seed N]`: the kill test. Prints what was killed and every promise with its breaches; exit 1 when one is broken. */
const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '200' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const root = resolve(import.meta.dirname, '../..');
await build(root, { web: false });
const dataDir = mkdtempSync(join(tmpdir(), 'perennial-chaos-'));
const seed = Number(values.seed ?? Date.now() % 1_000_000);
process.stdout.write(`seed ${seed}\n`);
const { findings, seconds } = await runChaos({
  root,
  dataDir,
  leads: Number(values.leads),
  kills: Number(values.kills),
  callers: 8,
  seed,
  say: (line) => process.stdout.write(`${line}\n`),
});
const broken = printFindings(findings, (line) => process.stdout.write(`${line}\n`));
process.stdout.write(`${seconds.toFixed(0)} s\n`);
if (!values.keep) rmSync(dataDir, { recursive: true, force: true });
process.exit(broken ? 1 : 0);
