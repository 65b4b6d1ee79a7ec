import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

export type IntakeStatus = 'waiting' | 'started' | 'attached' | 'spam' | 'refused';

/** What came in by a channel, raw. */
export interface IntakeTable {
  id: string;
  /** Given to the sender. */
  reference: string;
  channel: string;
  at: Instant;
  payload: JsonColumn<Variables>;
  payload_hash: string;
  address: Optional<string>;
  status: IntakeStatus;
  reason: Optional<string>;
  record_id: Optional<string>;
  instance_id: Optional<string>;
  person_id: Optional<string>;
  repeats: Defaulted<number>;
  settled_at: OptionalInstant;
  settled_by: Optional<string>;
}
