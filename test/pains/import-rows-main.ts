import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../cli/launcher/build.mjs';
import { startTestInstallation } from '../helpers/installation.ts';
import { importWithKill, rowsFile } from './import-rows.ts';

/** `npm run import-rows -- [--rows 100000] [--kill 0.4]`: pain P25 at any size; exit 1 when a figure differs. */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, kill: { type: 'string', default: '0.4' } } });
const root = resolve(import.meta.dirname, '../..');
await build(root, { web: false });
const dataDir = mkdtempSync(join(tmpdir(), 'perennial-import-'));
const installation = await startTestInstallation({ root, dataDir, seed: 'staff' });
try {
  const { content, created, duplicate, refused } = rowsFile(Number(values.rows));
  let told = '';
  const run = await importWithKill(installation, content, Number(values.kill), (line) => {
    if (line !== told) process.stdout.write(`  ${line}\n`);
    told = line;
  });
  const right =
    JSON.stringify([run.counts.created, run.counts.duplicate, run.counts.refused, run.counts.waiting, run.leads]) ===
    JSON.stringify([created, duplicate, refused, 0, created]);
  process.stdout.write(`${JSON.stringify(run, null, 2)}\n${right ? 'Every row has one outcome.' : 'FIGURES DIFFER.'}\n`);
  process.exitCode = right ? 0 : 1;
} finally {
  await installation.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
