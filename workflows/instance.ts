import { condition, continueAsNew, defineSignal, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { LocalActivities } from '../activities/contract.ts';
import type { NextJob, NextWork } from '../runtime/contract.ts';
import { runJob } from './jobs.ts';
import { showWork } from './show.ts';

export interface InstanceInput {
  instanceId: string;
  /** Shown already by an earlier run. */
  stage?: string | null;
}

/** There is something new for this instance: the number of its last effect. Content never passes here. */
export const told = defineSignal<[number]>('told');

/** Each of them ends in Postgres and may be done again; while Postgres is away they wait for it. */
const local = proxyLocalActivities<LocalActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});
const errands = proxyLocalActivities<LocalActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumAttempts: 3 },
});

const errandPauseMs = 60_000;
const longestRetryMs = 300_000;

/**
 * The durable body of one case. It knows the instance's id and nothing else: it asks Postgres what to do, does it, waits for the one timer
 * or a signal, and asks again. So it may be terminated, started again or continued as new at any time without harm.
 */
export async function instance({ instanceId, stage }: InstanceInput): Promise<void> {
  const running = new Set<string>();
  let signalled = 0;
  let woken = false;
  let shown = stage ?? null;
  let deployment: string | null = null;
  let due = false;
  let stalled = 0;
  setHandler(told, (number) => {
    signalled = Math.max(signalled, number);
    woken = true;
  });

  const carryJob = async (job: NextJob, epoch: string) => {
    running.add(job.key);
    const why = await runJob(job, epoch);
    if (why) await local.giveUpJob({ key: job.key, epoch, why });
    running.delete(job.key);
    woken = true;
  };

  for (;;) {
    woken = false;
    const work: NextWork = await local.next({ instanceId, due, deployment, historyLength: workflowInfo().historyLength });
    deployment ??= work.deployment;
    if (work.ended) {
      if (!woken) return;
      continue;
    }
    shown = showWork(work, shown);
    for (const job of work.jobs) if (!running.has(job.key)) void carryJob(job, work.epoch);
    const left = await carryErrands(instanceId, work.errands);
    if (left < work.errands.length) woken = true;
    if (work.renew && running.size === 0) await continueAsNew<typeof instance>({ instanceId, stage: shown });

    // What stays due although it was fired (its decision is stopped, or refused) is tried ever more seldom.
    stalled = due && work.delayMs !== null && work.delayMs <= 0 ? stalled + 1 : 0;
    const delayMs = soonest(work.delayMs, stalled, left);
    due = await waitFor(() => woken || signalled > work.effectNumber, delayMs, work.summary);
  }
}

/** @returns how many could not be carried for now. */
async function carryErrands(instanceId: string, numbers: number[]): Promise<number> {
  let left = 0;
  for (const number of numbers) {
    try {
      await errands.carryErrand({ instanceId, number });
    } catch {
      left += 1;
    }
  }
  return left;
}

function soonest(delayMs: number | null, stalled: number, errandsLeft: number): number | null {
  const retryMs = stalled > 0 ? Math.min(longestRetryMs, 1000 * 2 ** stalled) : null;
  const delays = [retryMs ?? delayMs, errandsLeft > 0 ? errandPauseMs : null].filter((each) => each !== null);
  return delays.length > 0 ? Math.min(...delays) : null;
}

/** @returns true when the time came before the signal. */
async function waitFor(isWoken: () => boolean, delayMs: number | null, summary: string): Promise<boolean> {
  if (isWoken()) return false;
  if (delayMs === null) {
    await condition(isWoken);
    return false;
  }
  if (delayMs <= 0) return true;
  return !(await condition(isWoken, delayMs, { summary }));
}
