import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../cli/launcher/build.mjs';
import { startTestInstallation } from '../helpers/installation.ts';
import { importWithKill, rowsFile } from './import-rows.ts';

const root = resolve(import.meta.dirname, '../..');
const rows = 10_000;

test('P25: 10,000 rows, API and worker killed on the way: it goes on by itself, every row has exactly one outcome', async () => {
  await build(root, { web: false });
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-import-'));
  const installation = await startTestInstallation({ root, dataDir, seed: 'staff', quiet: true });
  try {
    const { content, created, duplicate, refused } = rowsFile(rows);
    const killShare = 0.3 + Math.random() * 0.2;
    const run = await importWithKill(installation, content, killShare);
    process.stdout.write(`killed at ${run.killedAt} rows; ${run.seconds.toFixed(0)} s; slowest list ${run.slowestListMs.toFixed(0)} ms\n`);
    expect(run.killedAt).toBeGreaterThanOrEqual(rows * killShare);
    expect(run.killedAt).toBeLessThan(rows);
    expect(run.counts).toMatchObject({ total: rows, created, attached: 0, duplicate, refused, empty: 0, waiting: 0 });
    expect(run.outcomes).toEqual({ created, duplicate, refused });
    expect(run.leads).toBe(created);
    expect(run.slowestListMs).toBeLessThan(5_000);
  } finally {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
