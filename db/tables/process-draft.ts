import type { Instant, JsonColumn, Optional } from '../columns.ts';

/** The one draft of a package; `revision` is what a saver must have seen. */
export interface ProcessDraftTable {
  key: string;
  name: string;
  revision: number;
  files: JsonColumn<{ path: string; content: string }[]>;
  /** Published version it began from. */
  based_on: Optional<number>;
  saved_at: Instant;
  saved_by: Optional<string>;
}
