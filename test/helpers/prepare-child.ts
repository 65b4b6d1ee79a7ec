import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { prepareInstallation } from '../../cli/product/prepare.ts';

/** Fills the database of DATABASE_URL as `npm start` does: a process of its own, to be killed. */
await prepareInstallation({
  root: resolve(import.meta.dirname, '../..'),
  dataDir: tmpdir(),
  databaseUrl: process.env.DATABASE_URL ?? '',
  seed: 'demo',
  step: async (title, work) => {
    process.stdout.write(`${title}\n`);
    return work((detail) => process.stdout.write(`${title}: ${detail}\n`));
  },
});
