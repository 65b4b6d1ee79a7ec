import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../cli/launcher/build.mjs';
import { startTestInstallation } from '../helpers/installation.ts';
import { firstRows } from './first-rows.ts';
import { runTrial } from './run-trial.ts';

/** `npm run trial -- FILE [--rows N] [--callers N]`: real life of the file's leads in an empty installation; exit 1 when a figure differs. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string' }, callers: { type: 'string', default: '12' } },
});
const file = positionals[0];
if (!file) {
  process.stderr.write('Name the file: npm run trial -- ../shared/data/xeducation/leads.csv\n');
  process.exit(2);
}
const root = resolve(import.meta.dirname, '../..');
await build(root, { web: false });
const whole = new Uint8Array(readFileSync(file));
const content = values.rows ? await firstRows(whole, Number(values.rows)) : whole;
const dataDir = mkdtempSync(join(tmpdir(), 'perennial-trial-'));
const installation = await startTestInstallation({ root, dataDir, seed: 'staff' });
try {
  const result = await runTrial(installation, { name: basename(file), content }, Number(values.callers), (line) =>
    process.stdout.write(`  ${line}\n`),
  );
  const cases = result.workflows.total;
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(
    `${cases} cases in ${(result.importSeconds + result.replaySeconds + result.quietSeconds).toFixed(0)} s: ${(cases / (result.importSeconds + result.replaySeconds + result.quietSeconds)).toFixed(1)} cases/s\n`,
  );
  const right =
    JSON.stringify(result.said) === JSON.stringify(result.expected) &&
    JSON.stringify(result.workflows) === JSON.stringify(result.expectedWorkflows);
  process.stdout.write(right ? 'All figures agree.\n' : 'FIGURES DIFFER.\n');
  process.exitCode = right ? 0 : 1;
} finally {
  await installation.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
