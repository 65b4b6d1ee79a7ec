import { jobTypes } from '../../activities/jobs/index.ts';
import { createProcess, publishProcess } from '../../api/contract/index.ts';
import { demoPassword } from '../../crm/demo/people.ts';
import type { Database } from '../../db/database.ts';
import { compilePackage, compilerVersion } from '../../engine/model/index.ts';
import { createPackageStore, type PackageStore } from '../../runtime/packages.ts';
import { ApiError } from '../helpers/api-client.ts';
import type { Random } from '../property/random.ts';
import { makePackage, type PackageOptions, type RandomPackage } from './make-package.ts';
import type { People, Person } from './people.ts';

/** Models a random seed gives that the rules of publishing let through: few, since random models wait without deadlines and call into the void. */
const mostTries = 120;

export interface Published {
  packages: RandomPackage[];
  /** How many went through the route; the others break a rule, and went through the same store with the rules off. */
  byRoute: number;
  store: PackageStore;
}

export interface PublishOptions {
  people: People;
  db: Database;
  random: Random;
  count: number;
  /** So many are looked for that the rules let through. */
  sound: number;
  now: number;
  make: Pick<PackageOptions, 'hook' | 'date' | 'signals'>;
}

/** Publishes random packages, each moving a record type of its own. */
export async function publishAll({ people, db, random, count, sound, now, make }: PublishOptions): Promise<Published> {
  const owner = people.get('piotr') as Person;
  // The whole compiler; what its rules found is not asked.
  const store = createPackageStore({ db, compilerVersion, compile: (files, hash) => compileAll(files, hash) });
  const packages: RandomPackage[] = [];
  let byRoute = 0;
  // All of them first: a connection that rests while models are sought is closed by the server.
  for (let number = 1; number <= count; number += 1) packages.push(await choose(random, number, number <= sound, make));
  await owner.client.signIn('piotr', demoPassword).catch(() => owner.client.signIn('piotr', demoPassword));
  for (const { key, name, files } of packages) {
    const { revision } = await owner.client.call(createProcess, { body: { key, name, files } });
    try {
      await owner.client.call(publishProcess, { params: { process: key }, body: { revision } });
      byRoute += 1;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 422) throw error;
      const published = await store.publish({ key, files, actor: 'piotr', now });
      if (!published.ok) throw new Error(`${key} cannot be read: ${JSON.stringify(published.findings.slice(0, 3))}`);
    }
  }
  return { packages, byRoute, store };
}

async function choose(random: Random, number: number, sound: boolean, make: PublishOptions['make']): Promise<RandomPackage> {
  for (let tries = 0; ; tries += 1) {
    const made = await makePackage({ ...make, number, seed: random.int(0, 1_000_000_000) });
    if (!sound || tries > mostTries) return made;
    const compiled = await compilePackage(made.files, { hash: '', jobTypes: [...jobTypes.keys()] });
    if (compiled.ok) return made;
  }
}

async function compileAll(files: RandomPackage['files'], hash: string): ReturnType<Parameters<typeof createPackageStore>[0]['compile']> {
  const compiled = await compilePackage(files, { hash, jobTypes: [...jobTypes.keys()] });
  const pkg = compiled.package;
  return pkg ? { ok: true, package: pkg, findings: [] } : { ok: false, findings: compiled.ok ? [] : compiled.findings };
}
