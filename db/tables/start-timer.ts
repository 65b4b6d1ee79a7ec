import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

/** A timer start event of a published version. */
export interface StartTimerTable {
  package_key: string;
  package_version: number;
  process: string;
  element: string;
  status: 'armed' | 'done' | 'closed';
  rule: string;
  /** `StartPlan` of the firing to come. */
  plan: JsonColumn<{ [key: string]: unknown } | null>;
  firing: Defaulted<number>;
  due_at: OptionalInstant;
  wake_at: OptionalInstant;
  calendar: Optional<string>;
  calendar_version: Optional<number>;
  armed_at: Instant;
  closed_at: OptionalInstant;
  last_at: OptionalInstant;
  last_instance: Optional<string>;
  made_up: Defaulted<number>;
  skipped_from: OptionalInstant;
  skipped_until: OptionalInstant;
  attempts: Defaulted<number>;
  problem: Optional<string>;
}
