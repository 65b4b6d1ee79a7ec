import type { InstanceState } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

export interface InstanceTable {
  id: string;
  package_key: string;
  package_version: number;
  package_hash: string;
  process: string;
  state: JsonColumn<InstanceState>;
  /** Raised by every write to the state. */
  version: number;
  status: InstanceState['status'];
  stage: Optional<string>;
  /** Number of the last fact. */
  fact_number: number;
  /** Number of the last effect written. */
  effect_number: Defaulted<number>;
  /** Highest effect number that was signalled to its workflow. */
  told_number: Defaulted<number>;
  /** Highest effect number contained in an answer of `next`. */
  seen_number: Defaulted<number>;
  last_told_at: OptionalInstant;
  /** Due that the workflow's timer is armed for; telling is skipped only against it. */
  armed_due: OptionalInstant;
  /** Earliest due of the armed timers that are not parked. */
  due_at: OptionalInstant;
  /** Set while it is suspended: nothing of it is due, begun or delivered. */
  suspended_at: OptionalInstant;
  /** When it was last resumed: jobs that waited have their whole time from then. */
  resumed_at: OptionalInstant;
  /** Deployment whose workflow code last asked `next`. */
  deployment: Optional<string>;
  /** Its decisions cannot be made (sandbox killed twice): the record's own changes pass it by. */
  poisoned: Defaulted<boolean>;
  started_at: Instant;
  updated_at: Instant;
  ended_at: OptionalInstant;
  /** The ended case it goes on for. */
  restarted_from: Optional<string>;
}
