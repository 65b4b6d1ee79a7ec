import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from '../../cli/product/children.ts';
import { prepareInstallation } from '../../cli/product/prepare.ts';
import { freePort } from '../../cli/servers/free-port.ts';
import { startPostgres } from '../../cli/servers/postgres.ts';
import { startTemporal } from '../../cli/servers/temporal.ts';

import { mailFrom } from './checks.ts';

export type PartName = 'api' | 'worker' | 'temporal' | 'postgres';

/** The product as four processes that can be killed one by one; API and worker come back by themselves, the servers when told. */
export interface Parts {
  url: string;
  databaseUrl: string;
  temporalAddress: string;
  /** SIGKILL, and started again where nobody else does it. */
  kill(part: PartName): Promise<void>;
  /** SIGKILL, and it stays away until `bringBack`. */
  takeAway(part: 'worker' | 'temporal'): Promise<void>;
  /** `fresh`: Temporal's database is deleted and set up anew. */
  bringBack(part: 'worker' | 'temporal', how?: 'fresh'): Promise<void>;
  /** The next process of API or worker dies at this failpoint. */
  arm(part: 'api' | 'worker', failpoint: string | undefined): void;
  /** How often API or worker died so far, whoever killed it. */
  deaths(part: 'api' | 'worker'): number;
  stop(): Promise<void>;
}

/** `more`: environment of API and worker besides what they are told anyway. */
export async function startParts(root: string, dataDir: string, more: { [name: string]: string } = {}): Promise<Parts> {
  const [postgresPort, temporalPort, apiPort, mailPort] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const startServers = {
    postgres: () => startPostgres({ dataDir, port: postgresPort }),
    temporal: () => startTemporal({ dataDir, root, port: temporalPort }),
  };
  const servers = { postgres: await startServers.postgres(), temporal: await startServers.temporal() };
  await prepareInstallation({
    root,
    dataDir,
    databaseUrl: servers.postgres.url,
    seed: 'staff',
    step: (_title, work) => work(() => undefined),
  });
  const url = `http://127.0.0.1:${apiPort}`;
  const env = (name: string): { [key: string]: string } => ({
    DATABASE_URL: servers.postgres.url,
    TEMPORAL_ADDRESS: servers.temporal.address,
    TEMPORAL_NAMESPACE: servers.temporal.namespace,
    PERENNIAL_DATA: dataDir,
    PERENNIAL_ROOT: root,
    PERENNIAL_URL: url,
    PORT: String(apiPort),
    MAIL_CATCHER_PORT: String(mailPort),
    MAIL_FROM: mailFrom,
    LOG_LEVEL: 'error',
    NAME: name,
    ...more,
  });
  const environments = { api: env('api'), worker: env('worker') };
  const deaths = { api: 0, worker: 0 };
  const lock = { remember: () => undefined, release: () => undefined };
  const start = (name: 'api' | 'worker') =>
    startChild({
      name,
      root,
      dataDir,
      env: environments[name],
      lock,
      onDeath: () => {
        deaths[name] += 1;
      },
    });
  const children: { [name in 'api' | 'worker']: Child } = { worker: start('worker'), api: start('api') };
  await Promise.all([children.worker.ready, children.api.ready]);
  return {
    url,
    databaseUrl: servers.postgres.url,
    temporalAddress: servers.temporal.address,
    deaths: (part) => deaths[part],
    arm(part, failpoint) {
      if (failpoint) environments[part].PERENNIAL_FAILPOINT = failpoint;
      else delete environments[part].PERENNIAL_FAILPOINT;
    },
    async kill(part) {
      if (part === 'api' || part === 'worker') return strike(children[part].pid());
      strike(servers[part].pid);
      if (part === 'postgres') servers.postgres = await startServers.postgres();
      else servers.temporal = await startServers.temporal();
    },
    async takeAway(part) {
      if (part === 'temporal') {
        strike(servers.temporal.pid);
        return servers.temporal.stop();
      }
      // Told to stop first, so that nobody starts it again; it is dead before it hears it.
      const stopped = children.worker.stop();
      strike(children.worker.pid());
      await stopped;
    },
    async bringBack(part, how) {
      if (part === 'temporal') {
        if (how === 'fresh') for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataDir, `temporal.db${suffix}`), { force: true });
        servers.temporal = await startServers.temporal();
        return;
      }
      children.worker = start('worker');
      await children.worker.ready;
    },
    async stop() {
      await children.api.stop();
      await children.worker.stop();
      await servers.temporal.stop();
      await servers.postgres.stop();
    },
  };
}

export const logsOf = (dataDir: string) => join(dataDir, 'logs');

/** One that is dead already was killed by its failpoint. */
function strike(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
