import type { Database } from '../db/database.ts';
import { publishedFor } from '../db/queries/packages.ts';
import type { CompiledPackage } from '../engine/contract/index.ts';
import type { Finding } from '../engine/elements/element.ts';
import { checkOutsideCalls } from '../engine/model/index.ts';

/** Calls of a compiled package into others, held against what is published in this installation. */
export async function checkCalls(db: Database, pkg: CompiledPackage): Promise<Finding[]> {
  if (!pkg.calls) return [];
  return checkOutsideCalls(pkg, await publishedFor(db, pkg.calls));
}
