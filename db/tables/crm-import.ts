import type { Json } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant, OptionalJson } from '../columns.ts';

export type ImportStatus = 'uploaded' | 'checking' | 'checked' | 'running' | 'paused' | 'done' | 'failed';
export type RowOutcome = 'created' | 'attached' | 'duplicate' | 'refused' | 'empty' | 'waiting';

/** A file of leads; its shape of `settings` and `detected` is `crm/channels/file-import`. */
export interface ImportTable {
  id: string;
  file_name: string;
  size: number;
  content: Buffer;
  status: ImportStatus;
  settings: JsonColumn<Json>;
  detected: JsonColumn<Json>;
  check_counts: OptionalJson<{ [outcome: string]: number }>;
  /** Doubtful, yet taken; shape: `crm/channels/file-import/doubts.ts`. */
  check_warnings: OptionalJson<Json>;
  rows_loaded: Defaulted<boolean>;
  error: Optional<string>;
  created_by: string;
  created_at: Instant;
  started_at: OptionalInstant;
  finished_at: OptionalInstant;
  lease_owner: Optional<string>;
  lease_until: OptionalInstant;
}

export interface ImportRowTable {
  import_id: string;
  /** Line of the file as a person counts it: 1 is the first row, heading included. */
  row: number;
  outcome: RowOutcome;
  cells: JsonColumn<string[]>;
  match_keys: Defaulted<string[]>;
  record_id: Optional<string>;
  instance_id: Optional<string>;
  /** `row 12` of the same file, or a record id. */
  duplicate_of: Optional<string>;
  reason: Optional<string>;
  reason_code: Optional<string>;
  attempts: Defaulted<number>;
  settled_at: OptionalInstant;
}
