import type { Effect, Fact, InstanceState, Json, RecordLink } from '../../engine/contract/index.ts';
import type { RecordSnapshotRow } from '../queries/read-case.ts';
import type { EffectKind } from '../tables/effect.ts';

/** Everything one accepted command writes, as the door hands it over. */
export interface Commit {
  instanceId: string;
  command: { id: string; type: string; actor: string; roles: string[]; contentHash: Buffer; reply: { [key: string]: Json } };
  /** Version the decision was based on; null = the instance is created by this commit. */
  basedOn: number | null;
  package: { key: string; version: number; hash: string; recordType?: string };
  process: string;
  state: InstanceState;
  /** `state` as JSON. */
  stateText: string;
  facts: Fact[];
  effects: Effect[];
  /** Errands that this commit asks its own workflow to carry, besides the kernel's effects. */
  errands: { kind: EffectKind; body: { [key: string]: Json } }[];
  /** Records the decision looked at, as they were. */
  records: RecordSnapshotRow[];
  /** Rows of `records` (or new ones) as they shall be. */
  recordWrites: RecordWrite[];
  /** Attached by this commit. */
  attach: RecordLink[];
  /** Epoch milliseconds. */
  at: number;
  /** Earliest due of the timers that may fire, epoch milliseconds. */
  dueAt: number | null;
}

export interface RecordWrite {
  id: string;
  create: boolean;
  /** Columns of `record`; absent ones stay. */
  row: { [column: string]: Json | undefined };
  changes: { version: number; patch: { [key: string]: Json }; before: { [key: string]: Json }; fact: number }[];
}

export type CommitResult =
  | {
      outcome: 'committed';
      version: number;
      effectNumber: number;
      /** The workflow was not told of `effectNumber` yet. */
      untold: boolean;
      /** Numbers that Postgres gave to the records made. */
      recordNumbers: { [record: string]: number };
    }
  /** Instance or record were written by somebody else meanwhile (or the instance to create exists): nothing was written. */
  | { outcome: 'conflict' }
  /** The commandId is known: nothing was written. */
  | { outcome: 'repeated' }
  | { outcome: 'actorRefused' };
