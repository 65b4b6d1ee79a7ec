import type { Client } from '@temporalio/client';
import { notOpen, openInstances } from '../../db/queries/carry.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Relay } from '../relay/index.ts';
import { workflowType } from '../relay/index.ts';

export interface ReconcileOptions {
  pool: Queryable;
  relay: Relay;
  /** Absent: workflows whose instance has ended are not looked for. */
  client?: Client;
  /** Instances told a second. */
  rate?: number;
  onProgress?: (told: number) => void;
}

export interface Reconciled {
  /** Open instances told: each has its workflow again, and that asks what is to do. */
  told: number;
  /** Workflows that ran although their instance has ended; told, so that they end. */
  ended: number;
}

const page = 200;

/**
 * After a restore of either side: every open instance is told again, at a limited rate. Harmless at any time: a workflow that knows
 * everything asks once more and goes on waiting.
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciled> {
  const { pool, relay, rate = 200 } = options;
  let after = '';
  let count = 0;
  const beat = () => options.onProgress?.(count);
  for (;;) {
    const rows = await openInstances(pool, after, page);
    for (const row of rows) relay.tell(row.instance_id, row.number);
    count += rows.length;
    beat();
    await told(relay, page, beat);
    const last = rows.at(-1);
    if (!last || rows.length < page) break;
    after = last.instance_id;
    await new Promise((resolve) => setTimeout(resolve, (rows.length / rate) * 1000));
  }
  const ended = options.client ? await tellEnded(options.client, options, beat) : 0;
  await told(relay, 0, beat);
  return { told: count, ended };
}

/** Waits until no more than this many are still to be told, saying that it lives: others keep the relay busy, too. */
async function told(relay: Relay, left: number, beat: () => void): Promise<void> {
  while (relay.waiting() > left) {
    beat();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function tellEnded(client: Client, { pool, relay }: ReconcileOptions, beat: () => void): Promise<number> {
  let ended = 0;
  let batch: string[] = [];
  const check = async () => {
    for (const id of await notOpen(pool, batch)) {
      relay.tell(id, 0);
      ended += 1;
    }
    batch = [];
    await told(relay, page, beat);
  };
  for await (const execution of client.workflow.list({ query: `WorkflowType = '${workflowType}' AND ExecutionStatus = 'Running'` })) {
    batch.push(execution.workflowId);
    if (batch.length >= page) await check();
  }
  if (batch.length > 0) await check();
  return ended;
}
