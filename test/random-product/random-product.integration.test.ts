import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { runRandomProduct } from './run.ts';
import { verdictOf } from './table.ts';

const root = resolve(import.meta.dirname, '../..');
const failing = JSON.parse(readFileSync(new URL('failing-seeds.json', import.meta.url), 'utf8')) as number[];

/** `npm run random-product` in short: a stored seed, and those that failed once. */
it.each([20_270_201, ...failing])(
  'random cases come to what the kernel decides, though API and worker are killed: seed %i',
  async (seed) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'perennial-random-'));
    try {
      const said: string[] = [];
      const options = { packages: 8, sound: 1, instances: 40, kills: 4, callers: 6 };
      const result = await runRandomProduct({ root, dataDir, ...options, seed, say: (line) => said.push(line) });
      const { lines, failed } = verdictOf(result);
      expect(failed, [...said, ...lines].join('\n')).toBe(0);
      expect(result.replayed.length).toBeGreaterThanOrEqual(options.instances);
      expect(result.replayed.reduce((sum, { commands }) => sum + commands, 0)).toBeGreaterThan(150);
      expect(result.kills).toBeGreaterThanOrEqual(options.kills);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
