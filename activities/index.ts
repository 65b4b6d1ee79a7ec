import { Context } from '@temporalio/activity';
import type { RuntimeDoor } from '../runtime/execute-command.ts';
import { failpoint } from '../runtime/failpoints.ts';
import { beat } from '../runtime/heartbeat/index.ts';
import { nextWork } from '../runtime/next/index.ts';
import type { Reconciled } from '../runtime/reconcile/index.ts';
import { advance } from './advance.ts';
import type { LocalActivities, TaskActivities } from './contract.ts';
import { giveUpJob } from './give-up-job.ts';
import { type RunJobOptions, runJob } from './run-job.ts';

export interface ActivityOptions extends RunJobOptions {
  door: RuntimeDoor;
  /** Whose workflow code this worker runs. */
  deployment: string;
  /** Events after which a workflow continues as new. */
  historyLimit?: number;
  /** Tells every open instance again. */
  reconcile(onProgress: () => void): Promise<Reconciled>;
}

/** What workflows may call. Everything ends in Postgres; what Temporal keeps of it are ids, numbers and words. */
export function createActivities(options: ActivityOptions): LocalActivities & TaskActivities {
  const { pool, door, deployment, historyLimit } = options;
  return {
    async next(question) {
      failpoint('before-next');
      const work = await nextWork({ pool, deployment, historyLimit, advance: (instanceId) => advance(door, instanceId) }, question);
      failpoint('after-next');
      return work;
    },
    carryErrand: ({ instanceId, number }) => door.runErrand(instanceId, number),
    giveUpJob: (job) => giveUpJob(options, job),
    beat: (counter) => beat(pool, counter),
    runJob: (job) => runJob(options, job),
    async reconcile() {
      const context = Context.current();
      await options.reconcile(() => context.heartbeat());
    },
  };
}

export type { JobWorld, RunJobOptions } from './run-job.ts';
