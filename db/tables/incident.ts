import type { Incident } from '../../engine/contract/index.ts';
import type { Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

/** Read model: what stopped, and how it was resolved. Its id outside is `<instance_id>:<id>`. */
export interface IncidentTable {
  instance_id: string;
  id: number;
  code: string;
  message: string;
  element: Optional<string>;
  element_instance: Optional<number>;
  trigger: JsonColumn<Incident['trigger']>;
  status: 'open' | 'resolved';
  raised_at: Instant;
  resolved_at: OptionalInstant;
  resolved_by: Optional<string>;
  resolved_how: Optional<string>;
  /** It was looked at whom to tell; no fact, and null again once that is settled. */
  told_at: OptionalInstant;
}
