import { createHash } from 'node:crypto';
import { createInlineWorker } from '../../activities/inline-worker.ts';
import type { Mail } from '../../activities/job-type.ts';
import { openDatabase } from '../../db/database.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import type { CommandResult, Door } from '../../runtime/contract.ts';
import { createDoor } from '../../runtime/execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../../runtime/in-process.ts';
import { createPackageStore } from '../../runtime/packages.ts';
import { createTestDatabase } from '../../test/helpers/postgres.ts';
import { createDemoClock, seedStaff } from '../demo/index.ts';
import { shippedPackageFiles, shippedPackages } from '../processes/package-files.ts';

/** 2027-03-01 10:00 in Warsaw, a Monday. */
const beginning = Date.UTC(2027, 2, 1, 9);

/** The sales product on a database of its own: packages published, the demo company's people, jobs done at once, a clock that is moved. */
export async function openCrm() {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase(url, { connections: 12 });
  const time = { at: beginning };
  const clock = createDemoClock(() => time.at);
  const packages = createPackageStore({ db: database.db, compile: inProcessCompiler(), compilerVersion });
  for (const key of shippedPackages) {
    const published = await packages.publish({ key, files: shippedPackageFiles(key), actor: null, now: time.at });
    if (!published.ok) throw new Error(JSON.stringify(published.findings));
  }
  await seedStaff({ db: database.db, now: clock.now, hashPassword: async () => 'no hash' });
  const door = createDoor({
    database,
    clock,
    decide: inProcessDecider,
    packages,
    onBackgroundError: (error) => {
      throw error;
    },
  });
  const mails: Mail[] = [];
  const worker = (through: Door = door) =>
    createInlineWorker({
      db: database.db,
      door: through,
      now: clock.now,
      mailer: {
        send: async (mail) => {
          mails.push(mail);
          return { accepted: true };
        },
      },
      http: { send: async () => ({ outcome: 'failed', code: 'unreachable', message: 'no network in tests' }) },
      log: { info: () => undefined, warn: () => undefined },
      settings: {
        defaultCountry: 'PL',
        mailFrom: 'Perennial <crm@firma.example>',
        publicUrl: 'https://crm.firma.example',
        secret: () => undefined,
        allowedPrivateHosts: [],
      },
    });
  const rows = async <Row>(text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows as Row[];
  return {
    url,
    database,
    db: database.db,
    door,
    clock,
    time,
    mails,
    worker,
    rows,
    deps: { db: database.db, door, now: clock.now, defaultCountry: 'PL' },
    storeFile: async (bytes: Buffer) => ({ storageKey: 'x', sha256: createHash('sha256').update(bytes).digest('hex') }),
    count: async (text: string, values: unknown[] = []) => Number((await rows<{ count: string }>(text, values))[0]?.count),
    /** Does the open jobs of every open case. */
    async settle() {
      const work = worker();
      for (const { id } of await rows<{ id: string }>(`select id from instance where status = 'open' order by started_at, id`))
        await work(id);
      await door.idle();
    },
    async close() {
      await door.idle();
      await database.close();
      await drop();
    },
  };
}

export type Crm = Awaited<ReturnType<typeof openCrm>>;

export function done(result: CommandResult): Extract<CommandResult, { status: 'done' }> {
  if (result.status !== 'done') throw new Error(JSON.stringify(result));
  return result;
}
