import type { Actor, Json } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant, OptionalJson } from '../columns.ts';

export type BatchStatus = 'running' | 'cancelled' | 'done';
export type BatchOutcome = 'waiting' | 'done' | 'refused' | 'failed' | 'cancelled';

/** One operation on many cases; shapes of `parameters` and `filter`: `runtime/batch/actions.ts`. */
export interface BatchTable {
  id: string;
  action: string;
  parameters: JsonColumn<Json>;
  filter: JsonColumn<Json>;
  status: BatchStatus;
  per_second: number;
  created_by: string;
  actor: JsonColumn<Actor>;
  created_at: Instant;
  finished_at: OptionalInstant;
  lease_owner: Optional<string>;
  lease_until: OptionalInstant;
  /** Somebody stopped it: it ends once the cases in hand are settled. */
  stopped_at: OptionalInstant;
}

export interface BatchItemTable {
  batch_id: string;
  instance_id: string;
  outcome: BatchOutcome;
  code: Optional<string>;
  message: Optional<string>;
  reply: OptionalJson<{ [key: string]: Json }>;
  attempts: Defaulted<number>;
  settled_at: OptionalInstant;
  /** In hand since; null = nobody has begun it, or it is postponed. */
  taken_at: OptionalInstant;
  /** After an attempt that threw: not before. */
  due_at: OptionalInstant;
}
