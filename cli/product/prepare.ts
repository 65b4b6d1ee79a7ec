import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hash } from '@node-rs/argon2';
import { jobTypes } from '../../activities/jobs/index.ts';
import { seedStaff } from '../../crm/demo/seed-staff.ts';
import { shippedPackageFiles, shippedPackages } from '../../crm/processes/package-files.ts';
import { openDatabase } from '../../db/database.ts';
import { type Filling, openFilling } from '../../db/half-made.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { countRecords } from '../../db/queries/crm-demo.ts';
import { newestPackage } from '../../db/queries/packages.ts';
import { hasDemoUsers } from '../../db/queries/session-access.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import { compilerVersion } from '../../engine/model/compiler-version.ts';
import { createClock } from '../../runtime/clock/index.ts';
import { createPackageStore } from '../../runtime/packages.ts';
import { UserError } from '../launcher/progress.mjs';
import { seedDemoCompany } from './seed-demo-company.ts';

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
  dataDir: string;
  seed: Seed;
  step: <T>(title: string, work: (say: (detail: string) => void) => Promise<T>) => Promise<T>;
}

/** Migrates, and fills an empty installation once: packages that ship, people, and the demo company's year. One that was broken off begins anew. */
export async function prepareInstallation(options: PrepareOptions): Promise<DemoUser[]> {
  const filling = await openFilling(options.databaseUrl);
  try {
    const users = await fill(options, filling);
    await filling.done();
    return users;
  } finally {
    await filling.close();
  }
}

async function fill({ root, databaseUrl, dataDir, seed, step }: PrepareOptions, filling: Filling): Promise<DemoUser[]> {
  const folder = pathToFileURL(`${join(root, 'db', 'migrations')}/`);
  const migrated = await step('Prepare database', (say) => {
    if (filling.restarted) say('an earlier start was broken off: beginning anew');
    return migrate(databaseUrl, say, readMigrations(folder));
  });
  if (!migrated.ok) throw new UserError(migrated.message);
  const database = openDatabase(databaseUrl, { name: 'perennial start', connections: 8 });
  const clock = await createClock(database.pool);
  try {
    const { db } = database;
    const fresh = !(await newestPackage(db, shippedPackages[0]));
    if (fresh) await filling.begin();
    if (fresh) await step('Publish processes', (say) => publishShipped(root, db, clock.now(), say));
    if (seed === 'none') return [];
    // An installation that has people of its own gets no demo people.
    if (!fresh && !(await hasDemoUsers(db))) return [];
    const users = await seedStaff({ db, now: clock.now, hashPassword: hash });
    if (seed === 'demo' && (await countRecords(db)) === 0)
      await step('Tell the demo company', (say) => seedDemoCompany({ dataDir, database, clock, say }));
    return users;
  } finally {
    clock.close();
    await database.close();
  }
}

async function publishShipped(
  root: string,
  db: ReturnType<typeof openDatabase>['db'],
  now: number,
  say: (detail: string) => void,
): Promise<void> {
  const store = createPackageStore({
    db,
    compilerVersion,
    compile: async (files, packageHash) => {
      const result = await compilePackage(files, { hash: packageHash, jobTypes: [...jobTypes.keys()] });
      return result.ok ? { ok: true, package: result.package, findings: result.warnings } : { ok: false, findings: result.findings };
    },
  });
  for (const key of shippedPackages) {
    say(key);
    const files = shippedPackageFiles(key, pathToFileURL(`${join(root, 'crm', 'processes')}/`));
    const published = await store.publish({ key, files, actor: null, note: 'Ships with Perennial', now });
    if (!published.ok) throw new Error(`The package ${key} that ships cannot be published: ${published.findings[0]?.message}`);
  }
}
