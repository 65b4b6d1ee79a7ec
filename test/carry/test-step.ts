import { z } from 'zod';
import type { JobContext, JobResult, JobType } from '../../activities/job-type.ts';

export type Step = (ctx: JobContext, input: { step: string; order: string }) => Promise<JobResult<{ steps: number | string }>>;

/** A job type whose deeds a test decides about; `steps` counts what was done in the world outside. */
export function testStep(run: Step, delivery: 'atLeastOnce' | 'atMostOnce' = 'atLeastOnce'): JobType {
  const input = z.object({ step: z.string(), order: z.string() });
  const output = z.object({ steps: z.union([z.number(), z.string()]) });
  const job: JobType<typeof input, typeof output> = {
    definition: {
      type: 'test-step',
      title: 'Step',
      description: 'A step of a test.',
      icon: 'IconFlask',
      input,
      output,
      outputs: ['steps'],
      fields: [],
      irrevocable: false,
      holdMs: 0,
      delivery,
      errors: [],
    },
    run,
  };
  return job as unknown as JobType;
}
