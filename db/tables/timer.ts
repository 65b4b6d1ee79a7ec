import type { Defaulted, Instant, Optional, OptionalInstant } from '../columns.ts';

/** Read model: every timer an instance armed, with how it ended. */
export interface TimerTable {
  instance_id: string;
  id: number;
  element_instance: number;
  element: string;
  purpose: string;
  due_at: Instant;
  rule: string;
  calendar: Optional<string>;
  calendar_version: Optional<number>;
  armed_at: Instant;
  remaining: Optional<number>;
  /** Held back by an incident until it is retried. */
  parked: Defaulted<boolean>;
  status: 'armed' | 'fired' | 'cancelled';
  ended_at: OptionalInstant;
  late_by_ms: Optional<number>;
}
