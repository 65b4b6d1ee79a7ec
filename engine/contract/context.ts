import type { Chain } from './chain.ts';
import type { Fact } from './facts.ts';
import type { Instant, Variables } from './json.ts';
import type { CalendarDefinition, CompiledPackage } from './process.ts';
import type { InstanceState } from './state.ts';

/** Everything `decide` may know besides state and command: it reads no clock, no network, no randomness. */
export interface DecideContext {
  now: Instant;
  actor: Actor;
  /** Packages by hash: the instance's own, those of call activities already running, and those that may be called (`called`). */
  packages: { [hash: string]: CompiledPackage };
  /** Hash of each package that one of `packages` may call (`CompiledPackage.calls`), by `callReference`; one that is not published is missing. */
  called?: { [reference: string]: string };
  /** Attached records, at the version locked by the door. */
  records: RecordSnapshot[];
  /** Installation calendars by name; a package's own calendar of the same name comes after them. */
  calendars: { [name: string]: CalendarDefinition };
  defaultCalendar?: string;
  calendarRules?: CalendarRules;
  /** Attachments the command names, as the door found them. */
  attachments?: { [id: string]: { contentType: string; size: number; photo: boolean; place?: boolean } };
  limits: Limits;
  /** That the command goes on with: it delivers or starts what another case, or this one, told. A job or timer brings its own. */
  chain?: Chain;
  /** How many signals and messages may still be thrown in a chain (`Limits.chain`), by its id; absent = as many as the limit says. */
  chainsLeft?: { [chain: string]: number };
  /** Of `undoMigration`: the last migration that was not taken back, as the door read it. */
  migration?: Extract<Fact, { type: 'instanceMigrated' }>;
  /** For `undo` alone: the step it would take back. */
  undo?: UndoBasis;
}

/** The last step of a person in a case, as the door read it under the instance's lock. */
export interface UndoBasis {
  /** Command that took the step. */
  command: string;
  actor: string;
  at: Instant;
  firstFact: number;
  lastFact: number;
  /** State before it: all facts up to `firstFact - 1` folded. */
  before: InstanceState;
  /** Facts of the step, and those that came after it. */
  facts: Fact[];
  /** When the case came to the stage it was at before; absent = at none. */
  stageSince?: Instant;
  /** What each job that ran then had been given when it was made, by key. `rerun`: it was told to run anew since, with input read anew. */
  given: { [job: string]: { input: Variables; rerun: boolean } };
  /** Keys of the jobs, among those the step made or ended, that a worker has begun. */
  begun: string[];
  /** Id of an open case that goes on for this one, which had ended. */
  restartedAs?: string;
}

/**
 * Which calendar a task goes by that names none: that of the first attached record whose field has a value given here (fields in
 * order: customer before region), else of the first of its groups that has one, else the default.
 */
export interface CalendarRules {
  fields: { field: string; calendars: { [value: string]: string } }[];
  groups: { [group: string]: string };
}

export interface Actor {
  /** User id; `system:timer`, `system:job`, `system:message` for the runtime itself. */
  id: string;
  roles: string[];
  /** Groups he may take tasks of (teams and roles). */
  groups: string[];
  team?: string;
}

export interface RecordSnapshot {
  alias: string;
  type: string;
  id: string;
  version: number;
  fields: Variables;
}

export interface Limits {
  /** Element activations in one command; beyond it the instance gets an incident `stepLimit`. */
  steps: number;
  /**
   * Element instances that stand at once without being parked; one that would be more is parked, with an incident `openLimit`. With as many
   * again parked, whatever would begin is.
   */
  open: number;
  /** Largest variable set of the instance, as JSON characters. */
  variableSize: number;
  /** Largest single value, as JSON characters. */
  valueSize: number;
  /** Hops of a chain of cases that tell each other; whoever would make it longer gets an incident `chainLimit` instead. */
  hops: number;
  /** Signals and messages thrown in one chain from its second hop on. It may be ten more for each case it found waiting. */
  chain: number;
}

/**
 * A thousand hops: a case that goes through its items one by one and asks another for each makes two an item. Ten thousand throws: ten chains
 * of full length, or the thirteen generations in which a process that starts itself twice would pass any limit of hops unharmed. Both are
 * settings of API and worker (`CHAIN_HOPS`, `CHAIN_THROWS`).
 */
export const defaultLimits: Limits = {
  steps: 10_000,
  open: 5_000,
  variableSize: 2_000_000,
  valueSize: 512_000,
  hops: 1_000,
  chain: 10_000,
};
