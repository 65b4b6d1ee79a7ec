import { continueAsNew, proxyActivities, proxyLocalActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { LocalActivities, TaskActivities } from '../activities/contract.ts';

export interface HeartbeatInput {
  counter: number;
}

const { beat } = proxyLocalActivities<LocalActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});
const { reconcile } = proxyActivities<TaskActivities>({ startToCloseTimeout: '1 hour', heartbeatTimeout: '30 seconds' });

const everyMs = 10_000;
const mostEvents = 2_000;

/**
 * Counts, here and in Postgres. When Postgres has counted further, this Temporal was restored from an older copy, or is a new one:
 * every open instance is told again.
 */
export async function heartbeat(input: HeartbeatInput): Promise<void> {
  let { counter } = input;
  while (workflowInfo().historyLength < mostEvents) {
    counter += 1;
    const answer = await beat(counter);
    counter = answer.counter;
    if (answer.older) await reconcile();
    await sleep(everyMs);
  }
  await continueAsNew<typeof heartbeat>({ counter });
}
