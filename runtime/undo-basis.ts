import { factsOf } from '../db/queries/feed.ts';
import { readRestarts } from '../db/queries/operated-instances.ts';
import { begunJobs, commandsOf } from '../db/queries/past-commands.ts';
import type { Queryable } from '../db/queryable.ts';
import type { UndoBasis } from '../engine/contract/index.ts';
import { undoBasis } from '../engine/kernel/undo-basis.ts';

/** Read under the instance's lock, which a job's begin takes, too: what has not begun by now will not. */
export async function readUndoBasis(queryable: Queryable, instanceId: string): Promise<UndoBasis | undefined> {
  const commands = await commandsOf(queryable, instanceId);
  const facts = await factsOf(queryable, instanceId);
  const basis = undoBasis(commands, facts, await begunJobs(queryable, instanceId));
  const restarted = await readRestarts(queryable, instanceId);
  return basis && restarted?.openCase ? { ...basis, restartedAs: restarted.openCase } : basis;
}
