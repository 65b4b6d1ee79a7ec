import { createHash } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { readCalendars } from '../db/queries/calendars.ts';
import { insertVersion, newestPackage, type PackageFile, packageByHash, packageFiles, storeRecompiled } from '../db/queries/packages.ts';
import type { CompiledPackage, Instant } from '../engine/contract/index.ts';
import type { Finding } from '../engine/elements/element.ts';
import { startNames } from '../engine/kernel/commands/entrance.ts';
import { indexOf } from '../engine/kernel/model-index.ts';
import { planStarts, type StartTimes } from '../engine/model/checks/start-plans.ts';
import { checkCalls } from './check-calls.ts';
import { Lru } from './lru.ts';

/** Packages by hash, compiled once; and the one way to publish. */
export interface PackageStore {
  /** A published package; throws on a hash that was never published, since instances are pinned to published ones. */
  byHash(hash: string): Promise<CompiledPackage>;
  /** The same if it is in memory; asks nobody. */
  loaded(hash: string): CompiledPackage | undefined;
  newest(key: string): Promise<{ version: number; hash: string } | undefined>;
  publish(request: PublishPackageRequest): Promise<PublishPackageResult>;
  /** What of a compiled package does not fit what is published here. */
  checkCalls(pkg: CompiledPackage): Promise<Finding[]>;
}

export interface PublishPackageRequest {
  key: string;
  files: PackageFile[];
  actor: string | null;
  note?: string;
  now: Instant;
}

export type PublishPackageResult =
  /** `unchanged`: the newest version has the same files, and stays. */
  { ok: true; version: number; hash: string; unchanged: boolean; findings: Finding[] } | { ok: false; findings: Finding[] };

/** Compiles a package's files, in the sandbox in the product. A kill is a finding (`sandbox/stopped`). */
export type CompilePackage = (
  files: PackageFile[],
  hash: string,
  /** Given, it plans the timer start events, too. */
  times?: StartTimes,
) => Promise<
  { ok: true; package: CompiledPackage; findings: Finding[]; planned?: ReturnType<typeof planStarts> } | { ok: false; findings: Finding[] }
>;

export interface PackageStoreOptions {
  db: Database;
  compile: CompilePackage;
  /** Version of the compiler in this process: what another one compiled is compiled again from its files. */
  compilerVersion: number;
  /** Compiled packages kept in memory. */
  cacheSize?: number;
}

interface Entry {
  loading: Promise<CompiledPackage>;
  /** Once it is there. */
  compiled?: CompiledPackage;
}

/** Nothing was ever published under this hash. */
export class UnknownPackage extends Error {
  constructor(hash: string) {
    super(`No published package has the hash ${hash}.`);
  }
}

export function createPackageStore({ db, compile, compilerVersion, cacheSize = 200 }: PackageStoreOptions): PackageStore {
  const cache = new Lru<string, Entry>(cacheSize);

  async function load(hash: string): Promise<CompiledPackage> {
    const stored = await packageByHash(db, hash);
    if (!stored) throw new UnknownPackage(hash);
    if (stored.compiler_version === compilerVersion) return stored.compiled;
    const compiled = await compile(await packageFiles(db, stored.key, stored.version), hash);
    // An older compilation still runs; a package published once must not become unreadable.
    if (!compiled.ok) return stored.compiled;
    await storeRecompiled(db, hash, compiled.package);
    return compiled.package;
  }

  return {
    byHash(hash) {
      const known = cache.get(hash);
      if (known) return known.loading;
      const entry: Entry = { loading: load(hash) };
      cache.set(hash, entry);
      entry.loading.then(
        (compiled) => {
          entry.compiled = compiled;
        },
        () => cache.delete(hash),
      );
      return entry.loading;
    },
    loaded: (hash) => cache.get(hash)?.compiled,
    newest: (key) => newestPackage(db, key),
    checkCalls: (pkg) => checkCalls(db, pkg),
    async publish({ key, files, actor, note, now }) {
      const hash = packageHash(files);
      const times = await startTimes(db, now);
      const compiled = await compile(files, hash, times);
      if (!compiled.ok) return compiled;
      const wrongKey = compiled.package.key !== key;
      if (wrongKey) return { ok: false, findings: [keyFinding(key, compiled.package.key)] };
      const faults = await checkCalls(db, compiled.package);
      const { starts, findings: ofTimers } = compiled.planned ?? planStarts(compiled.package, times);
      faults.push(...ofTimers.filter(({ severity }) => severity === 'error'));
      if (faults.length > 0) return { ok: false, findings: [...faults, ...compiled.findings] };
      const findings = [...compiled.findings, ...ofTimers];
      const stored = await insertVersion(db, {
        key,
        hash,
        name: compiled.package.name,
        compiled: compiled.package,
        files,
        publishedAt: new Date(now),
        publishedBy: actor,
        note: note ?? null,
        starts: startsOf(compiled.package),
        timers: starts,
      });
      return { ok: true, version: stored.version, hash, unchanged: stored.unchanged, findings };
    },
  };
}

/** What says when the timer start events of a version that is published now begin: for `CompilePackage`. */
export async function startTimes(db: Database, now: Instant): Promise<StartTimes> {
  const rows = await readCalendars(db, new Date(now));
  const calendars = Object.fromEntries(rows.map((row) => [row.name, { ...row.definition, version: row.version }]));
  return { now, calendars, defaultCalendar: rows.find((row) => row.is_default)?.name };
}

/** sha-256 (hex) over the files sorted by path; lengths keep two files from looking like one. */
export function packageHash(files: PackageFile[]): string {
  const hash = createHash('sha256');
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const content = Buffer.from(file.content, 'utf8');
    hash.update(`${file.path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Names of the messages and signals that start one of its processes, by whatever its start looks like. */
export function startsOf(pkg: CompiledPackage): { kind: 'message' | 'signal'; name: string; process: string; element: string }[] {
  return (
    pkg.processes
      .flatMap((process) => startNames(indexOf(process)).map((start) => ({ ...start, process: process.id })))
      // A name that is an expression has nothing to be evaluated on before there is an instance.
      .filter((start) => start.name !== '' && !start.name.startsWith('='))
  );
}

function keyFinding(expected: string, found: string): Finding {
  return {
    rule: 'package/key',
    severity: 'error',
    message: `The manifest says "${found}", but the package is published as "${expected}": give both the same key.`,
    params: { expected, found },
  };
}
