import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../cli/launcher/build.mjs';
import { startTestInstallation } from '../helpers/installation.ts';
import { sharedPath } from '../helpers/shared.ts';
import { firstRows } from './first-rows.ts';
import { runTrial } from './run-trial.ts';

const file = sharedPath('data/xeducation/leads.csv');
const root = resolve(import.meta.dirname, '../..');

test.skipIf(!file)('real life of the first 300 leads: figures and workflows agree', async () => {
  await build(root, { web: false });
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-trial-'));
  const installation = await startTestInstallation({ root, dataDir, seed: 'staff', quiet: true });
  try {
    const content = await firstRows(new Uint8Array(readFileSync(file ?? '')), 300);
    const result = await runTrial(installation, { name: 'leads.csv', content }, 12, () => undefined);
    expect(result.said).toEqual({ intake: 300, won: 104, callBack: 59, dataQuality: 4, junk: 57, callOpen: 76 });
    expect(result.workflows).toEqual({ total: 300 + 2 * 104, open: 59 + 4 + 76 + 104 });
  } finally {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
