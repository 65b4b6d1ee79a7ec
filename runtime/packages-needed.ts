import { resolveCalls } from '../db/queries/packages.ts';
import type { Queryable } from '../db/queryable.ts';
import {
  type CompensationEntry,
  type CompiledPackage,
  callReference,
  type DecideContext,
  type ElementInstance,
  type InstanceState,
  type OutsideCall,
} from '../engine/contract/index.ts';
import { entriesOf } from '../engine/traits/compensation/entries.ts';
import type { Basis, DoorContext } from './door-context.ts';
import { UnknownPackage } from './packages.ts';

/** Packages that call packages that call packages: beyond it the rest is as if it were not published. */
const mostPackages = 100;

/**
 * Every package a decision may need: those of the case, of its running calls and of what it could compensate, and whatever these may call,
 * `latest` as it is published now. `other`: the version the case is to move to; `before`: the state it is to
 * go back to, whose calls may be over and published anew since.
 */
export async function packagesNeeded(
  door: DoorContext,
  queryable: Queryable,
  basis: Basis,
  other?: string,
  before?: InstanceState,
): Promise<Pick<DecideContext, 'packages' | 'called'>> {
  const packages: { [hash: string]: CompiledPackage } = {};
  const called: { [reference: string]: string } = {};
  const asked = new Set<string>();
  const elements = [basis.state, before].flatMap((state) => Object.values(state?.elements ?? {}));
  let hashes = new Set([basis.package.hash, ...elements.flatMap(hashesOf)]);
  // One that was never published is left out: the kernel says so.
  if (other !== undefined && (await isPublished(door, other))) hashes.add(other);
  while (hashes.size > 0) {
    const loaded = await Promise.all([...hashes].map(async (hash) => [hash, await door.packages.byHash(hash)] as const));
    for (const [hash, pkg] of loaded) packages[hash] = pkg;
    const calls = loaded.flatMap(([, pkg]) => pkg.calls ?? []).filter((call) => isNew(call, asked));
    if (calls.length === 0 || Object.keys(packages).length >= mostPackages) break;
    const resolved = await resolveCalls(queryable, calls);
    for (const { key, version, hash } of resolved) called[callReference({ package: key, version: version ?? undefined })] = hash;
    hashes = new Set(resolved.map(({ hash }) => hash).filter((hash) => !Object.hasOwn(packages, hash)));
  }
  for (const [reference, hash] of Object.entries(called)) if (!Object.hasOwn(packages, hash)) delete called[reference];
  return asked.size > 0 ? { packages, called } : { packages };
}

async function isPublished(door: DoorContext, hash: string): Promise<boolean> {
  return door.packages.byHash(hash).then(
    () => true,
    (error) => {
      if (error instanceof UnknownPackage) return false;
      throw error;
    },
  );
}

function isNew(call: OutsideCall, asked: Set<string>): boolean {
  const reference = callReference(call);
  if (asked.has(reference)) return false;
  asked.add(reference);
  return true;
}

function hashesOf(instance: ElementInstance): string[] {
  const { packageHash } = instance;
  return [...(packageHash === undefined ? [] : [packageHash]), ...entriesOf(instance).flatMap(hashesOfEntry)];
}

function hashesOfEntry({ packageHash, inner }: CompensationEntry): string[] {
  return [...(packageHash === undefined ? [] : [packageHash]), ...(inner ?? []).flatMap(hashesOfEntry)];
}
