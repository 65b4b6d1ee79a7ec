import type { Client } from '@temporalio/client';
import { keepHeartbeat } from '../../db/queries/installation.ts';
import type { Queryable } from '../../db/queryable.ts';
import { heartbeatType } from '../relay/index.ts';

export interface Beat {
  /** Where the counter goes on. */
  counter: number;
  /** Temporal knows less than it once did: it was restored or its database was lost. */
  older: boolean;
}

/** One beat of the heartbeat workflow: its counter is kept in Postgres, too. A counter behind the kept one shows an older Temporal. */
export async function beat(pool: Queryable, counter: number): Promise<Beat> {
  const kept = await keepHeartbeat(pool, counter);
  return { counter: Math.max(counter, kept), older: kept > counter };
}

export function heartbeatId(taskQueue: string): string {
  return `heartbeat-${taskQueue}`;
}

/** Starts the heartbeat workflow unless it runs. */
export async function ensureHeartbeat(client: Client, taskQueue: string): Promise<void> {
  await client.workflow.start(heartbeatType, {
    workflowId: heartbeatId(taskQueue),
    taskQueue,
    args: [{ counter: 0 }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}
