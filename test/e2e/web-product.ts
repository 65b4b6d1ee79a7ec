import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hash } from '@node-rs/argon2';
import { pino } from 'pino';
import { FileStore } from '../../api/files/store.ts';
import { closeApi, createApi } from '../../api/server.ts';
import { jobTypes } from '../../api/views/job-types.ts';
import { demoPassword } from '../../crm/demo/people.ts';
import { seedStaff } from '../../crm/demo/seed-staff.ts';
import { shippedPackageFiles, shippedPackages } from '../../crm/processes/package-files.ts';
import { findAttachments } from '../../db/queries/attachment-reading.ts';
import { createDoor } from '../../runtime/execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../../runtime/in-process.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { projectRoot } from '../helpers/temporal.ts';

export interface WebProduct extends TestProduct {
  /** The built web app. */
  webFolder: string;
  /** Where browsers go. */
  address: string;
  /** A client of the API, signed in. */
  as(login: string): Promise<ApiClient>;
  /** As if the network were gone: the server stops listening; `comeBack` takes the same port. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

export const password = demoPassword;

let built: Promise<string> | undefined;

/** Builds the web app once per test run, into a folder of its own. */
function builtWeb(): Promise<string> {
  built ??= (async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'perennial-web-'));
    process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
    // In a process of its own: under vitest NODE_ENV is `test`, and React would come as its development build.
    const vite = join(projectRoot, 'node_modules/vite/bin/vite.js');
    const options = [
      'build',
      '--config',
      join(projectRoot, 'web/vite.config.ts'),
      '--outDir',
      outDir,
      '--emptyOutDir',
      '--logLevel',
      'error',
    ];
    await promisify(execFile)(process.execPath, [vite, ...options], { env: { ...process.env, NODE_ENV: 'production' } });
    return outDir;
  })();
  return built;
}

/** The whole product with its shipped processes, its people, API and web app; nothing of it is a stand-in. */
export async function startWebProduct(): Promise<WebProduct> {
  const webFolder = await builtWeb();
  const product = await startProduct({
    packages: shippedPackages.map((key) => ({ key, files: shippedPackageFiles(key) })),
    sweepEveryMs: 1000,
  });
  const { database, clock, relay, packages } = product;
  await seedStaff({ db: database.db, now: clock.now, hashPassword: (text) => hash(text, { memoryCost: 8192, timeCost: 1 }) });
  const folder = mkdtempSync(join(tmpdir(), 'perennial-files-'));
  const door = createDoor({ database, clock, decide: inProcessDecider, packages, notifier: relay, attachments: findAttachments });
  const app = createApi({
    db: database.db,
    pool: database.pool,
    door,
    packageStore: packages,
    compile: inProcessCompiler(jobTypes),
    log: pino({ level: process.env.API_TEST_LOG ?? 'silent' }),
    files: new FileStore(folder),
    settings: {
      publicUrl: 'http://127.0.0.1',
      installation: { name: 'Test', demo: true, currency: 'PLN', country: 'PL' },
      webFolder,
      checkReplies: true,
      version: '0.0.0-test',
    },
    wakeBackground: () => undefined,
    temporalAnswers: async () => true,
    now: () => clock.now(),
  });
  const listen = (port: number) =>
    new Promise<ReturnType<typeof app.listen>>((resolve) => {
      const listening = app.listen(port, '127.0.0.1', () => resolve(listening));
    });
  let server = await listen(0);
  const port = (server.address() as AddressInfo).port;
  const address = `http://127.0.0.1:${port}`;
  const goAway = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    ...product,
    door,
    address,
    webFolder,
    goAway,
    async comeBack() {
      server = await listen(port);
    },
    async as(login) {
      const client = new ApiClient(address);
      await client.signIn(login, password);
      return client;
    },
    async close() {
      await closeApi(app);
      await goAway().catch(() => undefined);
      await door.idle();
      await product.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
