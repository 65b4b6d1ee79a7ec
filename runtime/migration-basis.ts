import { standingMigration } from '../db/queries/feed.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Command, DecideContext } from '../engine/contract/index.ts';
import type { Basis } from './door-context.ts';

/** The migration that `undoMigration` may take back, from the log: the last one that still stands. */
export async function readMigration(queryable: Queryable, basis: Basis, command: Command): Promise<DecideContext['migration']> {
  if (command.type !== 'undoMigration') return undefined;
  const fact = await standingMigration(queryable, basis.instanceId);
  return fact?.type === 'instanceMigrated' ? fact : undefined;
}

/** Version that the command brings the case to, besides the one it is at. */
export function otherVersion(command: Command, migration: DecideContext['migration']): string | undefined {
  return command.type === 'migrate' ? command.packageHash : migration?.from;
}
