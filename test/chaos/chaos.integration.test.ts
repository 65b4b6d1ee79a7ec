import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { runChaos } from './run-chaos.ts';

const root = resolve(import.meta.dirname, '../..');

/** The kill test in short (`npm run chaos` is the whole): stored seeds, so that a failure comes again. */
it.each([{ seed: 3, leads: 32, kills: 12 }])('no promise is broken while parts are killed: %o', async ({ seed, leads, kills }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-chaos-'));
  const said: string[] = [];
  try {
    const { findings, told } = await runChaos({ root, dataDir, leads, kills, callers: 8, seed, say: (line) => said.push(line) });
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((what) => [what, []])));
    expect(Object.keys(findings).length).toBeGreaterThanOrEqual(12);
    expect(told.length).toBeGreaterThanOrEqual(leads);
    expect(said.filter((line) => line.startsWith('kill '))).toHaveLength(kills);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
