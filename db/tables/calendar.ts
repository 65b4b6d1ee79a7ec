import type { CalendarDefinition } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

/** Business calendars of the installation; in force is the highest version of a name whose time has come. Versions are never changed. */
export interface CalendarTable {
  name: string;
  version: number;
  definition: JsonColumn<CalendarDefinition>;
  is_default: Defaulted<boolean>;
  created_at: Defaulted<Instant>;
  created_by: Optional<string>;
  valid_from: Defaulted<Instant>;
  /** When the cases that refer to it were told, and when those that had been decided without it were. */
  told_at: OptionalInstant;
  settled_at: OptionalInstant;
}

/** A change whose cases are told once more; see `runtime/replan.ts`. */
export interface CalendarRetellTable {
  id: string;
  who: JsonColumn<{ [key: string]: unknown }>;
  changed_at: Instant;
  /** Null: not told yet. */
  told_at: OptionalInstant;
}

/** Which calendar a task goes by that names none; `value`: id of an organisation, or what a record's field `region` holds. */
export interface CalendarRuleTable {
  kind: 'customer' | 'region';
  value: string;
  calendar: string;
  changed_at: Instant;
  changed_by: Optional<string>;
}
