import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { createInlineWorker } from '../../activities/inline-worker.ts';
import { jobTypes } from '../../activities/jobs/index.ts';
import { FileStore } from '../../api/files/store.ts';
import { createDemoClock, seedDemo } from '../../crm/demo/index.ts';
import type { OpenDatabase } from '../../db/database.ts';
import { compilerVersion } from '../../engine/model/compiler-version.ts';
import type { Clock } from '../../runtime/clock/index.ts';
import { createDoor } from '../../runtime/execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../../runtime/in-process.ts';
import { createPackageStore } from '../../runtime/packages.ts';

export interface DemoOptions {
  dataDir: string;
  database: OpenDatabase;
  clock: Clock;
  say: (detail: string) => void;
}

/**
 * A year of the demo company, told as commands through the one door with a clock of its own. The packages are ours, so they are decided in
 * this process; jobs are done at once; mails and webhooks of the past are accepted and go nowhere.
 */
export async function seedDemoCompany({ dataDir, database, clock, say }: DemoOptions): Promise<void> {
  const { db } = database;
  const demoClock = createDemoClock(clock.now);
  const packages = createPackageStore({ db, compile: inProcessCompiler([...jobTypes.keys()]), compilerVersion });
  const door = createDoor({ database, clock: demoClock, decide: inProcessDecider, packages });
  const files = new FileStore(join(dataDir, 'files'));
  const carryOut = createInlineWorker({
    db,
    door,
    mailer: { send: async () => ({ accepted: true }) },
    http: { send: async () => ({ outcome: 'answered', status: 204, headers: {}, body: '' }) },
    now: demoClock.now,
    log: { info: () => undefined, warn: () => undefined },
    settings: {
      defaultCountry: 'PL',
      mailFrom: 'Perennial <crm@perennial.example>',
      publicUrl: 'http://127.0.0.1',
      secret: () => undefined,
      allowedPrivateHosts: [],
    },
  });
  await seedDemo({
    db,
    door,
    clock: demoClock,
    carryOut,
    hashPassword: hash,
    async storeFile(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { sha256, storageKey: await files.put(sha256, bytes) };
    },
    onProgress: say,
  });
}
