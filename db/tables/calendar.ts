import type { CalendarDefinition } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional } from '../columns.ts';

/** Business calendars of the installation; the highest version of a name is in force. */
export interface CalendarTable {
  name: string;
  version: number;
  definition: JsonColumn<CalendarDefinition>;
  is_default: Defaulted<boolean>;
  created_at: Defaulted<Instant>;
  created_by: Optional<string>;
}
