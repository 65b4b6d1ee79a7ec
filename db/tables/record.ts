import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant, ReadOnly } from '../columns.ts';

export type RecordStatus = 'open' | 'won' | 'lost' | 'junk' | 'converted' | 'merged' | 'cancelled';

/** The truth about a lead, a deal, or a type the company defines. Written by the door; elsewhere only `alongside` a command. */
export interface RecordTable {
  id: string;
  /** Counts over all records; read aloud on the phone. */
  number: Defaulted<number>;
  type: string;
  /** Counts changes of its fields: what an editor saw. */
  version: Defaulted<number>;
  /** Counts every write of the row (raised by a trigger): what a decision was based on. */
  revision: ReadOnly<number>;
  title: string;
  stage: Optional<string>;
  status: Defaulted<RecordStatus>;
  owner: Optional<string>;
  team: Optional<string>;
  amount: Optional<number>;
  person_id: Optional<string>;
  organisation_id: Optional<string>;
  campaign_id: Optional<string>;
  fields: JsonColumn<Variables>;
  /** Lower-case words of title and text fields, for pg_trgm. */
  search: Defaulted<string>;
  created_at: Instant;
  updated_at: Instant;
  stage_since: OptionalInstant;
  ended_at: OptionalInstant;
}

export interface RecordChangeTable {
  id: ReadOnly<number>;
  record_id: string;
  version: number;
  at: Instant;
  actor: string;
  patch: JsonColumn<Variables>;
  before: JsonColumn<Variables>;
  reason: Optional<string>;
  instance_id: Optional<string>;
  fact_number: Optional<number>;
  command_id: Optional<string>;
  xid: ReadOnly<string>;
}

export interface InstanceRecordTable {
  instance_id: string;
  alias: string;
  type: string;
  record_id: string;
  relation: 'owns' | 'refers';
  /** false once the instance has ended. */
  active: Defaulted<boolean>;
}
