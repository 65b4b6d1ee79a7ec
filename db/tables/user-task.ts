import type { Variables } from '../../engine/contract/index.ts';
import type { Instant, Optional, OptionalInstant, OptionalJson } from '../columns.ts';

/** Read model: all that a list of work shows without opening the instance. Its id outside is `<instance_id>:<element_instance>`. */
export interface UserTaskTable {
  instance_id: string;
  element_instance: number;
  package_key: string;
  package_hash: string;
  element: string;
  name: string;
  stage: Optional<string>;
  form: Optional<string>;
  /** The record its instance owns, else the first attached. */
  record_alias: Optional<string>;
  record_type: Optional<string>;
  record_id: Optional<string>;
  groups: string[];
  assignee: Optional<string>;
  priority: number;
  status: 'open' | 'completed' | 'cancelled';
  created_at: Instant;
  claimed_at: OptionalInstant;
  follow_up_at: OptionalInstant;
  follow_up_reason: Optional<string>;
  due_at: OptionalInstant;
  warn_at: OptionalInstant;
  due_rule: Optional<string>;
  /** Absent = round the clock. */
  calendar: Optional<string>;
  calendar_version: Optional<number>;
  /** The deadline stands still since, and why; then there is no due. */
  paused_at: OptionalInstant;
  paused_reason: Optional<string>;
  /** Level of the last alert. */
  alert_level: Optional<string>;
  alerted_at: OptionalInstant;
  draft: OptionalJson<Variables>;
  draft_saved_at: OptionalInstant;
  outcome: Optional<string>;
  note: Optional<string>;
  ended_at: OptionalInstant;
  ended_by: Optional<string>;
  ended_reason: Optional<string>;
}
