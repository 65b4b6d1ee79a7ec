import { allHandlersFinished, condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type * as steps from './steps.ts';

const { openCase, recordScore, completeStep, closeCase } = proxyLocalActivities<typeof steps>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms' },
});

export interface LeadInput {
  caseId: string;
  payload: string;
}

/** Answers when the first task is readable. */
export const openedUpdate = defineUpdate<{ task: number }>('opened');
/** Answers when the next task is readable. */
export const completeUpdate = defineUpdate<{ task: number | null }, [{ task: number; outcome: string; payload: string }]>('complete');

/**
 * The lead path written by hand, as a good Temporal developer would: score, a call with a two-day deadline, a qualification.
 * One Postgres transaction a step, in a local activity; updates answer when the next task can be read.
 */
export async function handWrittenLead(input: LeadInput): Promise<string> {
  let open: number | null = null;
  let done = 0;
  setHandler(openedUpdate, async () => {
    await condition(() => open !== null);
    return { task: open ?? 0 };
  });
  setHandler(
    completeUpdate,
    async ({ task, outcome, payload }) => {
      const next = task === 1 ? 2 : null;
      open = null;
      await completeStep(input.caseId, task, outcome, payload, next);
      done = task;
      open = next;
      return { task: next };
    },
    {
      validator: ({ task }) => {
        if (task !== open) throw new Error(`task ${task} is not open`);
      },
    },
  );
  await openCase(input.caseId, input.payload);
  await recordScore(input.caseId, input.payload.length % 100);
  open = 1;
  const inTime = await condition(() => done >= 1, '2 days');
  if (!inTime) await completeStep(input.caseId, 1, 'late', '', 2);
  await condition(() => done >= 2);
  await closeCase(input.caseId);
  await condition(allHandlersFinished);
  return 'qualified';
}
