import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { UserError } from '../launcher/progress.mjs';

export type Seed = 'demo' | 'staff' | 'none';

export interface DemoUser {
  login: string;
  password: string;
  /** Who he is, in a few words. */
  what: string;
}

export interface PrepareOptions {
  root: string;
  databaseUrl: string;
  seed: Seed;
  step: <T>(title: string, work: (say: (detail: string) => void) => Promise<T>) => Promise<T>;
}

/** Migrates, and fills an empty installation once. */
export async function prepareInstallation({ root, databaseUrl, step }: PrepareOptions): Promise<DemoUser[]> {
  const folder = pathToFileURL(`${join(root, 'db', 'migrations')}/`);
  const migrated = await step('Prepare database', (say) => migrate(databaseUrl, say, readMigrations(folder)));
  if (!migrated.ok) throw new UserError(migrated.message);
  return [];
}
