import type { Database, OpenDatabase } from '../db/database.ts';
import type { Queryable } from '../db/queryable.ts';
import type {
  Actor,
  Chain,
  Command,
  DecideContext,
  Decision,
  InstanceState,
  Instant,
  Json,
  Limits,
  RecordLink,
} from '../engine/contract/index.ts';
import type { ChainCounts } from './chain-counts.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { LaneOptions, Lanes } from './lanes.ts';
import type { Lru } from './lru.ts';
import type { PackageStore } from './packages.ts';
import type { DecidedRecord } from './record-writes.ts';

/** Asks the kernel, in a child process or in this one. */
export type Decider = (request: DecideRequest) => Promise<DecideOutcome>;

export interface DecideRequest {
  instanceId: string;
  version: number;
  state: InstanceState | null;
  command: Command;
  ctx: DecideContext;
}

export type DecideOutcome =
  | { ended: true; decision: Decision }
  /** The sandbox was killed, its one retry included. */
  | { ended: false; code: string; message: string };

/** Learns, in this process and after each commit, that an instance's workflow has something to be told. */
export interface Notifier {
  /** `calm`: nothing is due within seconds, so that telling may wait for what follows at once. */
  committed(instanceId: string, effectNumber: number, calm?: boolean): void;
}

export type FindAttachments = (queryable: Queryable, ids: string[]) => Promise<NonNullable<DecideContext['attachments']>>;

export interface Calendars {
  current(): Promise<Pick<DecideContext, 'calendars' | 'defaultCalendar' | 'calendarRules'>>;
  /** What was read last, for whoever must not wait for a connection. */
  loaded?(): ReturnType<Calendars['current']> | undefined;
  /** Reads them again if that was last begun before this instant. */
  fresh?(since: Instant): Promise<void>;
}

export interface DoorOptions {
  database: OpenDatabase;
  clock: { now(): Instant };
  decide: Decider;
  packages: PackageStore;
  notifier?: Notifier;
  calendars?: Calendars;
  /** Attachments a command names as evidence; absent = looked up in Postgres. */
  attachments?: FindAttachments;
  limits?: Limits;
  /** Cases kept in memory: how many, and how much their states weigh together, as JSON characters. */
  cacheSize?: number;
  cacheWeight?: number;
  /** A fault in work that nobody waits for (the fast attempt at a delivery). */
  onBackgroundError?: (error: unknown) => void;
}

/** What the parts of the door share. */
export interface DoorContext {
  db: Database;
  pool: Queryable;
  clock: { now(): Instant };
  decide: Decider;
  packages: PackageStore;
  notifier: Notifier;
  calendars: Calendars;
  attachments: FindAttachments;
  limits: Limits;
  /** What chains may still throw. */
  chainCounts: ChainCounts;
  cache: Lru<string, Basis>;
  queue: KeyedQueue;
  /** The one queue of what this process does in the background. */
  lanes: Lanes;
  /** Work begun after a commit that its caller does not wait for. What there may be many of goes through `lanes`. */
  background(work: () => Promise<unknown>): void;
  /** Tries an errand soon, in the background; if this process dies, the instance's workflow carries it. */
  errand(instanceId: string, number: number, options?: LaneOptions): void;
  /** The same, waited for. */
  runErrand(instanceId: string, number: number): Promise<void>;
}

/** What a decision stands on: a case as it was read, or as the last commit of this process left it. */
export interface Basis {
  instanceId: string;
  /** Null: to be started. */
  state: InstanceState | null;
  version: number | null;
  package: { key: string; version: number; hash: string };
  process: string;
  records: DecidedRecord[];
  /** Records to attach when it starts. */
  attach: RecordLink[];
}

/** One command on its way through the door. */
export interface DoorRequest {
  instanceId: string;
  commandId: string;
  command: Command;
  actor: Actor;
  hash: Buffer;
  expectedRecordVersion?: number;
  /** `CommandRequest.alongsideIfIgnored`. */
  alongsideIfIgnored?: boolean;
  /** Left to the sweeper (`StartRequest.bulk`). */
  bulk?: boolean;
  /** It delivers or starts what a case, or the world, told. */
  chain?: Chain;
  /** The record was changed already, by another instance's command: this one only takes note of it. */
  echo?: { recordId: string; before: { [field: string]: Json }; version: number };
}
