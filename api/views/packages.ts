import type { Db } from '../../db/database.ts';
import { listNewestPackages, type NewestPackage, recordlessKeys } from '../../db/queries/package-reading.ts';
import type { CompiledElement, CompiledPackage, RecordField, Stage } from '../../engine/contract/index.ts';
import type { PackageStore } from '../../runtime/packages.ts';
import type { Locale } from '../contract/index.ts';

const freshMs = 2000;

/** Compiled packages for showing names, forms and stages. A package of a hash never changes; which is newest does. */
export class Packages {
  private readonly db: Db;
  private readonly store: PackageStore;
  private newest: { at: number; items: NewestPackage[] } | undefined;

  /** Asked of Postgres once for each newest version. */
  private readonly alone = new Map<string, { hash: string; alone: boolean }>();

  constructor(db: Db, store: PackageStore) {
    this.db = db;
    this.store = store;
  }

  get(hash: string): Promise<CompiledPackage> {
    return this.store.byHash(hash);
  }

  /** All of these, by hash: one pass before a list is painted. */
  async getAll(hashes: Iterable<string>): Promise<Map<string, CompiledPackage>> {
    const found = new Map<string, CompiledPackage>();
    for (const hash of new Set(hashes)) found.set(hash, await this.get(hash));
    return found;
  }

  async newestVersions(): Promise<NewestPackage[]> {
    if (!this.newest || Date.now() - this.newest.at > freshMs) this.newest = { at: Date.now(), items: await listNewestPackages(this.db) };
    return this.newest.items;
  }

  /** Keys of which any version, not the newest alone, moves no records: they may have cases without one. */
  async withoutRecord(): Promise<Set<string>> {
    const newest = await this.newestVersions();
    const changed = newest.filter(({ key, hash }) => this.alone.get(key)?.hash !== hash);
    const found =
      changed.length > 0
        ? await recordlessKeys(
            this.db,
            changed.map((each) => each.key),
          )
        : new Set();
    for (const { key, hash } of changed) this.alone.set(key, { hash, alone: found.has(key) });
    return new Set(newest.filter(({ key }) => this.alone.get(key)?.alone).map(({ key }) => key));
  }

  async newestOf(key: string): Promise<CompiledPackage | undefined> {
    const version = (await this.newestVersions()).find((each) => each.key === key);
    return version && this.get(version.hash);
  }

  /** The package whose instances own records of this type: its stages and fields are the type's. */
  async ofRecordType(type: string): Promise<CompiledPackage | undefined> {
    for (const { hash } of await this.newestVersions()) {
      const each = await this.get(hash);
      if (each.recordType === type) return each;
    }
    return undefined;
  }

  /** Record types that have a package, with it. */
  async byRecordType(): Promise<Map<string, CompiledPackage>> {
    const types = new Map<string, CompiledPackage>();
    for (const { hash } of await this.newestVersions()) {
      const each = await this.get(hash);
      if (each.recordType && !types.has(each.recordType)) types.set(each.recordType, each);
    }
    return types;
  }

  /** Looks texts up in whatever package has them: for news that no longer say where they came from. */
  async translator(locale: Locale): Promise<(text: string) => string> {
    if (locale === 'en') return (text) => text;
    const packages = await this.getAll((await this.newestVersions()).map((each) => each.hash));
    return (text) => {
      for (const pkg of packages.values()) {
        const table = pkg.texts[locale];
        if (table && Object.hasOwn(table, text)) return table[text] ?? text;
      }
      return text;
    };
  }

  /** Forgets which versions are newest: after publishing here. */
  refresh(): void {
    this.newest = undefined;
  }
}

/** A text of the package in the reader's language. */
export function words(pkg: CompiledPackage | undefined, locale: Locale, text: string): string {
  const table = locale === 'en' ? undefined : pkg?.texts[locale];
  // Stored values are looked up, too: one may be called like a member of every object.
  return (table && Object.hasOwn(table, text) && table[text]) || text;
}

/** An element by its id, which is unique within a package's processes; the main one's come first. */
export function findElement(pkg: CompiledPackage | undefined, id: string): CompiledElement | undefined {
  for (const process of pkg?.processes ?? []) {
    const found = process.elements.find((each) => each.id === id);
    if (found) return found;
  }
  return undefined;
}

export function stageView(
  pkg: CompiledPackage | undefined,
  locale: Locale,
  id: string | null,
): { id: string; name: string; color: string } | null {
  if (!id) return null;
  const stage = findStage(pkg, id);
  return { id, name: stage ? words(pkg, locale, stage.name) : id, color: stage?.color ?? 'slate' };
}

export function findStage(pkg: CompiledPackage | undefined, id: string): Stage | undefined {
  return pkg?.stages.find((stage) => stage.id === id);
}

export function recordFields(pkg: CompiledPackage | undefined, type: string): RecordField[] {
  return pkg?.recordTypes.find((each) => each.id === type)?.fields ?? [];
}

/** `lead` as people call it; the id itself when its package does not say. */
export function typeName(pkg: CompiledPackage | undefined, type: string, locale: Locale): string {
  const name = pkg?.recordTypes.find((each) => each.id === type)?.name;
  return name ? words(pkg, locale, name) : type;
}
