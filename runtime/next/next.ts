import { isDue, type NextRow, readNext } from '../../db/queries/carry.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { NextQuestion, NextWork } from '../contract.ts';

export interface NextOptions {
  pool: Queryable;
  /** Whose workflow code the asking worker runs: a workflow's own from its first question on, whatever was announced since. */
  deployment: string;
  /** Fires whatever is due. */
  advance(instanceId: string): Promise<void>;
  /** Events after which a workflow continues as new. */
  historyLimit?: number;
}

const summaryLength = 160;
/** Temporal takes longer timers, but a workflow that asks once a year costs nothing and survives any error in the distance. */
const longestDelayMs = 366 * 24 * 3600 * 1000;

/** Answers an instance's workflow: what to do now, when to come again. Ids, numbers and names of the model; no content. */
export async function nextWork(options: NextOptions, question: NextQuestion): Promise<NextWork> {
  if (question.due && (await isDue(options.pool, question.instanceId))) await options.advance(question.instanceId);
  const deployment = question.deployment ?? options.deployment;
  for (;;) {
    const row = await readNext(options.pool, question.instanceId, deployment);
    if (!row.found) return unknownInstance(row, deployment);
    if (row.seen) return answer(row, question, deployment, options.historyLimit ?? 2_000);
  }
}

function answer(row: NextRow, question: NextQuestion, deployment: string, historyLimit: number): NextWork {
  return {
    effectNumber: row.effect_number,
    delayMs: row.delay_ms === null ? null : Math.min(longestDelayMs, Math.max(0, Math.ceil(row.delay_ms))),
    jobs: row.jobs.map((job) => ({
      key: job.key,
      type: job.type,
      element: job.element,
      // Attempts are counted in Postgres, so that they survive the workflow.
      maxAttempts: 0,
      firstDelayMs: job.first_delay_ms,
      backoff: job.backoff,
      timeoutMs: job.timeout_ms,
      totalTimeoutMs: Math.ceil(job.left_ms),
      notBeforeMs: 0,
      ...(job.queue ? { queue: job.queue } : {}),
    })),
    errands: row.errands,
    ended: row.status !== 'open' && row.errands.length === 0 && row.open_jobs === 0,
    summary: summaryOf(row),
    stage: row.stage,
    epoch: row.epoch,
    // One that has just begun does not begin again at once: an old worker may take it up once more.
    renew: (question.deployment !== null && deployment !== row.deployment) || question.historyLength > historyLimit,
    deployment,
  };
}

function summaryOf(row: NextRow): string {
  const text = [row.stage, row.steps].filter(Boolean).join(': ');
  return text.length > summaryLength ? `${text.slice(0, summaryLength - 1)}…` : text;
}

/** After a restore a workflow may outlive its instance: it ends. */
function unknownInstance({ epoch }: NextRow, deployment: string): NextWork {
  return { effectNumber: 0, delayMs: null, jobs: [], errands: [], ended: true, summary: '', stage: null, renew: false, epoch, deployment };
}
