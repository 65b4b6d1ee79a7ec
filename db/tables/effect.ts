import type { Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

/**
 * What the world must do. `runJob`, `cancelJob`, `publishMessage`, `broadcastSignal` come from the kernel; `deliverMessage` and `changeRecord`
 * are commands to this instance that another one's commit asked for, `replan` one that a calendar's change asks for; `wake` only makes its
 * workflow ask `next`.
 */
export type EffectKind =
  | 'runJob'
  | 'cancelJob'
  | 'publishMessage'
  | 'deliverMessage'
  | 'broadcastSignal'
  | 'changeRecord'
  | 'replan'
  | 'wake';

export interface EffectTable {
  instance_id: string;
  number: number;
  kind: EffectKind;
  job_key: Optional<string>;
  body: JsonColumn<Record<string, unknown>>;
  not_before: OptionalInstant;
  created_at: Instant;
  done_at: OptionalInstant;
}
