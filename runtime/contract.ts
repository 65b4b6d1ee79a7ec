import type { Transaction } from '../db/database.ts';
import type {
  Actor,
  Chain,
  Command,
  Fact,
  InstanceState,
  Instant,
  Json,
  RecordLink,
  Rejection,
  Variables,
} from '../engine/contract/index.ts';

/**
 * The one door. Everything that moves a case passes here: screen, API, import, timer, job result, message.
 * In one Postgres transaction the kernel decides and facts, state, rows, effects and the reply are written;
 * only then the caller is answered.
 */
export interface Door {
  executeCommand(request: CommandRequest): Promise<CommandResult>;
  /** Creates the instance (id given or derived by the caller) and executes `start` under the same guarantees. */
  startInstance(request: StartRequest): Promise<CommandResult>;
  /** Publishes a message to whoever waits for (name, key), now or within its time to live. Idempotent by messageId. */
  publishMessage(request: PublishRequest): Promise<PublishResult>;
  /** Throws a signal to whoever waits for its name now, and to each process it starts. Idempotent by signalId. */
  throwSignal(request: SignalRequest): Promise<SignalResult>;
}

export interface CommandRequest {
  instanceId: string;
  /** Idempotency key, bound to instance, actor and content; returns its first reply for ever. Text of 1..200 characters. */
  commandId: string;
  command: Command;
  actor: Actor;
  /**
   * Trusted writes in the same transaction (convert, merge): takes the locked path. Its error rolls all of it back. Left out when the
   * case ignores the command (`reply.ignored`: a job's result that came too late).
   */
  alongside?: (trx: Transaction) => Promise<void>;
  /** Written also then: it tells what happened in the world, whatever the case makes of it. */
  alongsideIfIgnored?: boolean;
  /** Version of a record the caller saw; another = `recordConflict` with both. */
  expectedRecordVersion?: number;
}

export interface StartRequest {
  instanceId: string;
  commandId: string;
  /** Package key; `version` absent = the newest published. */
  packageKey: string;
  version?: number;
  process?: string;
  element?: string;
  message?: { name: string; payload: Variables };
  signal?: { name: string; payload: Variables };
  variables: Variables;
  /** Records to attach; one with `create` is inserted in the same transaction. */
  records: (RecordLink & { create?: NewRecord })[];
  actor: Actor;
  /** The ended case it goes on for: refused while it is open, or while another open case goes on for it. */
  restartedFrom?: string;
  /** Also when another open case goes on for `restartedFrom` already. */
  force?: boolean;
  alongside?: (trx: Transaction) => Promise<void>;
  /** One of very many: its workflow begins when the sweeper finds room for it, so that nobody's work waits behind a large import. Also far along a chain. */
  bulk?: boolean;
  /** Started by a signal or message: the chain that goes on with it. */
  chain?: Chain;
  /** Key of the job that starts it: the job's chain goes on with it, and the start counts like a throw. */
  job?: string;
}

export interface NewRecord {
  title: string;
  owner?: string | null;
  team?: string | null;
  amount?: number | null;
  personId?: string | null;
  organisationId?: string | null;
  campaignId?: string | null;
  fields: Variables;
}

export type CommandResult =
  | { status: 'done'; reply: { [key: string]: Json }; version: number; lastFact: number; repeated: boolean }
  | { status: 'refused'; rejection: Rejection }
  /** Same commandId, other instance, actor or content (HTTP 422). */
  | { status: 'commandIdReused' }
  /** The sandbox gave up on it; an incident was raised on the instance (HTTP 409 `stopped`). `code`: why; `killed` = for want of time, which another attempt may have. */
  | { status: 'stopped'; incident: string; code: string };

export interface PublishRequest {
  messageId: string;
  name: string;
  correlationKey: string;
  payload: Variables;
  /** Milliseconds it is kept for a receiver that does not wait yet; 0 = now or never. */
  ttlMs: number;
  actor: Actor;
  /**
   * `one` (default): the one who has waited longest. `all`: everyone who waits now or begins to within its time to live, each case once, and
   * every process it starts.
   */
  receivers?: 'one' | 'all';
}

export type PublishResult =
  /** `receivers`: how many get it now, of a message to all; `instanceId` is one of them. */
  | { outcome: 'delivering'; instanceId: string; receivers?: number }
  | { outcome: 'held'; until: Instant }
  | { outcome: 'repeated' }
  /** The same id with another name, key or payload, for one instead of all, or by somebody else (HTTP 422). */
  | { outcome: 'idReused' }
  /** Nobody waits and ttl is 0. */
  | { outcome: 'expired' };

export interface SignalRequest {
  signalId: string;
  name: string;
  payload: Variables;
  actor: Actor;
}

export type SignalResult =
  /** `receivers`: cases that get it, and cases it starts. */
  | { outcome: 'thrown'; receivers: number }
  | { outcome: 'repeated' }
  /** The same id with another name or payload, or by somebody else (HTTP 422). */
  | { outcome: 'idReused' }
  | { outcome: 'refused'; rejection: Rejection };

/** What `next` answers to an instance's workflow. Holds ids and delays only, no content. */
export interface NextWork {
  /** Highest effect number contained in this answer. */
  effectNumber: number;
  /** Milliseconds to the earliest due timer; null = none armed. */
  delayMs: number | null;
  jobs: NextJob[];
  /** Message deliveries and publications waiting to be carried out for this instance: effect numbers. */
  errands: number[];
  ended: boolean;
  /** Readable: stage and open steps, for Temporal's summary and search attribute. */
  summary: string;
  /** A deployment asks open workflows to continue as new; also when the history has grown long. */
  renew: boolean;
  /** Stage the case is at: a search attribute. */
  stage: string | null;
  /** Installation epoch: jobs begun under another one are revoked. */
  epoch: string;
  /** Whose code the workflow runs, which a new workflow takes for its own. */
  deployment: string | null;
}

/** What a workflow says when it asks. Bound to nothing but the instance's id. */
export interface NextQuestion {
  instanceId: string;
  /** Its timer fired: whatever is due is fired first (`advance`). */
  due: boolean;
  /** Deployment whose code it runs; null on its first question. */
  deployment: string | null;
  /** Events in its history. */
  historyLength: number;
}

export interface NextJob {
  key: string;
  type: string;
  maxAttempts: number;
  firstDelayMs: number;
  backoff: number;
  timeoutMs: number;
  /** Left of the whole time, queueing included. */
  totalTimeoutMs: number;
  /** 0: a job that may not begin yet is not listed, its time counts into `delayMs`. */
  notBeforeMs: number;
  /** Id of its element in the model, for Temporal's summary. */
  element: string;
  queue?: string;
}

export interface LoadedInstance {
  state: InstanceState;
  version: number;
  packageHash: string;
}

export interface StoredFact {
  instanceId: string;
  fact: Fact;
}
