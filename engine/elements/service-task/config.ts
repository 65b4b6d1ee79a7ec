import type { RetryPolicy } from '../../contract/effects.ts';
import type { Mapping } from '../../contract/process.ts';

/** A job done by the world: its type, what it gets, what comes of it. */
export interface JobConfig {
  /** Folder name under `activities/jobs`, or a type of the company's own worker. */
  jobType: string;
  /** Job input name <- FEEL. */
  input: Mapping[];
  /** Variable or `record.field` <- FEEL over the job's output (its names, and `output`). */
  output: Mapping[];
  retry: RetryPolicy;
  /** After a human step it waits this long before it begins, so that the step can be taken back: mails, webhooks. */
  holdMs?: number;
  queue?: string;
}

export type ServiceTaskConfig = { job?: JobConfig };
