import type { Defaulted, Instant, Optional, OptionalInstant } from '../columns.ts';

/** One row. */
export interface InstallationTable {
  id: Defaulted<number>;
  /** Random; renewed by a restore or a failover. */
  epoch: Defaulted<string>;
  /** Added to Postgres' clock; moved by tests and the demo. */
  clock_offset_ms: Defaulted<number>;
  /** Counter of the heartbeat workflow: shows an older Temporal. */
  heartbeat: Defaulted<number>;
  heartbeat_at: OptionalInstant;
  /** Newest deployment: open workflows of another continue as new. */
  deployment: Optional<string>;
  created_at: Defaulted<Instant>;
}
