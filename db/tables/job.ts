import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant, OptionalJson } from '../columns.ts';

export type JobStatus = 'waiting' | 'begun' | 'done' | 'failed' | 'cancelled' | 'uncertain';

export interface JobTable {
  /** `<instanceId>:<number>`, constant over retries. */
  key: string;
  instance_id: string;
  element_instance: number;
  element: string;
  type: string;
  input: JsonColumn<Variables>;
  /** Task queue of the company's own worker. */
  queue: Optional<string>;
  status: JobStatus;
  attempts: Defaulted<number>;
  max_attempts: number;
  first_delay_ms: number;
  backoff: number;
  timeout_ms: number;
  total_timeout_ms: number;
  not_before: OptionalInstant;
  /** Installation epoch under which it was begun. */
  epoch: Optional<string>;
  worker: Optional<string>;
  created_at: Instant;
  begun_at: OptionalInstant;
  ended_at: OptionalInstant;
  output: OptionalJson<Variables>;
  error: OptionalJson<{ code: string; message: string }>;
}
