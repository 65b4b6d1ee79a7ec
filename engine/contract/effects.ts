import type { Chain } from './chain.ts';
import type { Instant, Variables } from './json.ts';

/** What the world must do because of a command. Rows in the same commit; Temporal carries them out. */
export type Effect =
  | {
      type: 'runJob';
      job: string;
      elementInstance: number;
      element: string;
      jobType: string;
      input: Variables;
      retry: RetryPolicy;
      /** Not begun before this instant (mails of a human step wait ten seconds). */
      notBefore?: Instant;
      /** Name of a task queue of the company's own worker. */
      queue?: string;
    }
  | { type: 'cancelJob'; job: string }
  | { type: 'broadcastSignal'; signalId: string; name: string; payload: Variables; chain?: Chain }
  /** `chain` as of whoever throws it; absent = it begins one. */
  | {
      type: 'publishMessage';
      messageId: string;
      name: string;
      correlationKey: string;
      payload: Variables;
      ttlMs: number;
      chain?: Chain;
    };

export interface RetryPolicy {
  maxAttempts: number;
  firstDelayMs: number;
  backoff: number;
  /** One attempt's limit. */
  timeoutMs: number;
  /** Whole job's limit, queueing included; after it the job is an incident. */
  totalTimeoutMs: number;
}
