import { createDemoClock, type DemoUser, seedDemo, seedStaff } from '../crm/demo/index.ts';
import { type ShippedPackage, shippedPackageFiles, shippedPackages } from '../crm/processes/package-files.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { Decider } from '../runtime/door-context.ts';
import { createDoor } from '../runtime/execute-command.ts';
import type { PackageStore } from '../runtime/packages.ts';
import { createInlineWorker } from './inline-worker.ts';

export interface SeedOptions {
  database: OpenDatabase;
  decide: Decider;
  packages: PackageStore;
  /** `staff`: people, calendar, campaigns, channels and processes only. */
  seed: 'demo' | 'staff';
  leads?: number;
  now(): number;
  hashPassword(password: string): Promise<string>;
  /** Keeps a file's bytes; the API's file store. */
  storeFile(bytes: Buffer): Promise<{ storageKey: string; sha256: string }>;
  /** Where the packages that ship lie; absent = beside this code. */
  packagesFolder?: URL;
  onProgress?(line: string): void;
}

/** Publishes the packages that ship and fills an empty installation; an installation that has records gets nothing more. Jobs are done in this process, no mail leaves. */
export async function seedInstallation(options: SeedOptions): Promise<DemoUser[]> {
  const { database, packages, hashPassword, onProgress } = options;
  await publishShipped(packages, options.now(), options.packagesFolder);
  if (options.seed === 'staff') return seedStaff({ db: database.db, now: options.now, hashPassword });
  const clock = createDemoClock(options.now);
  const faults: unknown[] = [];
  const door = createDoor({ database, clock, decide: options.decide, packages, onBackgroundError: (error) => faults.push(error) });
  const worker = createInlineWorker({
    db: database.db,
    door,
    now: clock.now,
    mailer: { send: async () => ({ accepted: true }) },
    http: { send: async () => ({ outcome: 'failed', code: 'unreachable', message: 'The demo company calls nobody' }) },
    log: { info: () => undefined, warn: () => undefined },
    settings: {
      defaultCountry: 'PL',
      mailFrom: 'Perennial <crm@perennial.example>',
      publicUrl: '',
      secret: () => undefined,
      allowedPrivateHosts: [],
    },
  });
  const told = await seedDemo(
    {
      db: database.db,
      door,
      clock,
      hashPassword,
      storeFile: options.storeFile,
      async carryOut(instanceId) {
        await worker(instanceId);
        await door.idle();
        if (faults.length > 0) throw faults[0];
      },
      ...(onProgress ? { onProgress } : {}),
    },
    options.leads === undefined ? {} : { leads: options.leads },
  );
  return told.users;
}

/** Publishes each package that ships, where its key is not published yet; what the company made of it since stays. */
export async function publishShipped(packages: PackageStore, now: number, folder?: URL): Promise<void> {
  for (const key of shippedPackages satisfies readonly ShippedPackage[]) {
    if (await packages.newest(key)) continue;
    const published = await packages.publish({ key, files: shippedPackageFiles(key, folder), actor: null, now });
    if (!published.ok) throw new Error(`The package ${key} cannot be published: ${JSON.stringify(published.findings)}`);
  }
}
