import type { FactBody } from '../../engine/contract/index.ts';
import type { Instant, JsonColumn, Optional, ReadOnly } from '../columns.ts';

export interface FactTable {
  instance_id: string;
  number: number;
  at: Instant;
  type: FactBody['type'];
  /** Format of the body; frozen once released. */
  version: number;
  actor: string;
  team: Optional<string>;
  cause: number;
  /** Whatever the fact carries besides its header, type and version. */
  body: JsonColumn<Record<string, unknown>>;
  command_id: Optional<string>;
  /** Transaction that wrote it: feeds read below `pg_snapshot_xmin`. */
  xid: ReadOnly<string>;
  sequence: ReadOnly<number>;
}
