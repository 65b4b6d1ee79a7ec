import type { Db } from '../../db/database.ts';
import { newestPackage, packageByHash } from '../../db/queries/packages.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';

/** The newest published package a channel feeds; undefined when it is not published, or moves no records. */
export async function packageOfChannel(db: Db, key: string): Promise<(CompiledPackage & { recordType: string }) | undefined> {
  const newest = await newestPackage(db, key);
  const stored = newest && (await packageByHash(db, newest.hash));
  const pkg = stored?.compiled;
  return pkg?.recordType === undefined ? undefined : { ...pkg, recordType: pkg.recordType };
}
