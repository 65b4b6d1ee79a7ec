import { prepareInstallation } from '../product/prepare.ts';
import type { Command } from './command.ts';

/** Migrates the database and publishes the packages that ship, without demo people. Exit codes: 0 = ready, 1 = not possible, 2 = wrong call. */
export const prepare: Command = async (args, { out, err }) => {
  const { DATABASE_URL: databaseUrl } = process.env;
  if (args.length > 0 || !databaseUrl) {
    err(args.length > 0 ? 'Usage: perennial prepare\n' : 'DATABASE_URL is not set.\n');
    return 2;
  }
  try {
    await prepareInstallation({
      root: process.env.PERENNIAL_ROOT ?? process.cwd(),
      dataDir: '',
      databaseUrl,
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
