import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../cli/launcher/build.mjs';
import { demoPassword } from '../../crm/demo/people.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { startTestInstallation } from '../helpers/installation.ts';
import { projectRoot } from '../helpers/temporal.ts';

export const password = demoPassword;

export interface WholeInstallation {
  address: string;
  databaseUrl: string;
  /** A client of the API, signed in. */
  as(login: string): Promise<ApiClient>;
  stop(): Promise<void>;
}

/** What `npm start` starts, with data of its own: servers, worker and API as processes of their own, the built web app. */
export async function startWholeInstallation(seed: 'demo' | 'staff', env: { [name: string]: string } = {}): Promise<WholeInstallation> {
  await build(projectRoot);
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-e2e-'));
  const installation = await startTestInstallation({ root: projectRoot, dataDir, seed, env, quiet: true });
  return {
    address: installation.url,
    databaseUrl: installation.databaseUrl,
    async as(login) {
      const client = new ApiClient(installation.url);
      await client.signIn(login, password);
      return client;
    },
    async stop() {
      await installation.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
