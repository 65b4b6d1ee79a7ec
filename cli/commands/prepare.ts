import { prepareInstallation } from '../product/prepare.ts';
import { databaseHere } from '../servers/running-postgres.ts';
import type { Command } from './command.ts';

/** Migrates the database and publishes the packages that ship, without demo people. Exit codes: 0 = ready, 1 = not possible, 2 = wrong call. */
export const prepare: Command = async (args, { out, err }) => {
  const here = databaseHere();
  if (args.length > 0 || 'missing' in here) {
    err(args.length > 0 || !('missing' in here) ? 'Usage: perennial prepare\n' : `${here.missing}\n`);
    return 2;
  }
  try {
    await prepareInstallation({
      root: process.env.PERENNIAL_ROOT ?? process.cwd(),
      dataDir: '',
      databaseUrl: here.url,
      seed: 'none',
      step: async (title, work) => {
        const value = await work((detail) => out(`  ${detail}\n`));
        out(`${title}: done\n`);
        return value;
      },
    });
    return 0;
  } catch (error) {
    err(`Could not prepare the database: ${(error as Error).message}\n`);
    return 1;
  }
};
