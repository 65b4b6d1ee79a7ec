import { isDeepStrictEqual } from 'node:util';
import type {
  Accepted,
  Command,
  CompiledPackage,
  DecideContext,
  Fact,
  InstanceState,
  MigrationReason,
  RecordSnapshot,
} from '../../../engine/contract/index.ts';
import { defaultLimits } from '../../../engine/contract/index.ts';
import { foldFacts } from '../../../engine/kernel/apply-fact.ts';
import { decide } from '../../../engine/kernel/decide.ts';
import { asStored } from '../as-stored.ts';
import { faultsOf } from '../invariants.ts';
import { Random } from '../random.ts';
import { RandomModel, sampleDecision } from '../random-model.ts';
import { leadRecord, randomMove, starter } from '../random-path.ts';
import { type ChangedModel, changeModel } from './change-model.ts';
import { promisesBroken, strangers } from './strangers.ts';
import { checkEvents, checkTwins, withEvents } from './twins.ts';

export interface MigrationResult {
  seed: number;
  steps: number;
  outcome: 'notReached' | 'moved' | 'stayed';
  /** Why it stayed. */
  reasons: string[];
  /** The undo at once: exact, or what the migration itself set going stood against it. */
  undo: 'exact' | 'wentOn' | 'none';
  /** The undo later, with what happened since. */
  later: 'moved' | 'stayed' | 'none';
  lateReasons: string[];
  status: string;
  /** Open and nothing can ever happen in it, which the incident of it tells. */
  stuck: boolean;
  changes: string[];
}

/** Seeds from here on have what was added later, so that those before it go on meaning what they meant. */
export const richerFrom = 1_000_000_000;

const chief = { id: 'chief', roles: ['supervisor', 'process-owner'], groups: [] };

/**
 * A random model, a random path, a random change of the model, the case moved at a random moment, undone (at once and later), and on to
 * its end. After each command the facts fold to the state, from a stored state the decision is the same, and the invariants hold.
 */
export async function runMigration(seed: number, longest = 80, without = false): Promise<MigrationResult> {
  const random = new Random(seed);
  const richer = seed >= richerFrom;
  const first = { ...new RandomModel(random, richer).build(await sampleDecision()), hash: 'hash-1' };
  const changed = changeModel(random, first, 'hash-2', richer);
  const run = new Run(random, seed, first, changed);
  const migrateAt = random.int(1, 25);
  const undoAt = random.chance(0.4) ? migrateAt + random.int(1, 10) : longest;
  run.start();
  for (let turn = 1; turn < longest && run.state?.status === 'open'; turn += 1) {
    if (turn <= migrateAt && !without && richer) run.checkBeside(turn === migrateAt);
    if (turn === migrateAt && !without) run.migrate();
    if (turn === undoAt) run.undoLater();
    if (run.state?.status === 'open') run.move();
  }
  run.finish();
  if (run.result.stuck && run.result.outcome === 'moved' && run.state && !isStuckByItself([first, changed.pkg], run.state)) {
    throw new Error(`seed ${seed}: stuck after the migration, and never without one: ${changed.changes.join(', ')}`);
  }
  return run.result;
}

/** Cases that were never moved stop at the same join: it is the model that deadlocks (random ones do), not the move. */
function isStuckByItself(packages: CompiledPackage[], { elements }: InstanceState): boolean {
  const joins = (state: InstanceState['elements']) => Object.values(state).flatMap(({ arrived }) => Object.keys(arrived ?? {}));
  const at = new Set(joins(elements));
  // A complex gateway's condition may never hold, whatever comes; an activity may never get all the tokens it begins with.
  const all = packages.flatMap(({ processes }) => processes.flatMap((each) => each.elements));
  const waits = all.filter(({ kind, startQuantity = 1 }) => kind === 'complex-gateway' || startQuantity > 1);
  if (waits.some(({ id }) => at.has(id))) return true;
  for (let seed = 0; seed < 400; seed += 1) {
    for (const pkg of packages) {
      const run = new Run(new Random(seed), seed, pkg, { pkg, plan: {}, waits: {}, changes: [] });
      run.start();
      for (let turn = 1; turn < 80 && run.state?.status === 'open'; turn += 1) run.move();
      if (run.state && isStuck(run.state) && joins(run.state.elements).some((id) => at.has(id))) return true;
    }
  }
  return false;
}

class Run {
  readonly result: MigrationResult;
  state: InstanceState | null = null;
  private readonly random: Random;
  private readonly packages: CompiledPackage[];
  private readonly changed: ChangedModel;
  private readonly ctx: DecideContext;
  private readonly log: Fact[] = [];
  private eventful: CompiledPackage | undefined;

  constructor(random: Random, seed: number, first: CompiledPackage, changed: ChangedModel) {
    this.random = random;
    this.changed = changed;
    this.packages = [first, changed.pkg];
    this.ctx = {
      now: Date.parse('2027-02-01T10:00:00Z'),
      actor: starter,
      packages: { [first.hash]: first },
      records: [leadRecord],
      calendars: {},
      limits: { ...defaultLimits, steps: 400, variableSize: 20_000, valueSize: 5_000 },
    };
    const { changes } = changed;
    this.result = {
      seed,
      steps: 0,
      outcome: 'notReached',
      reasons: [],
      undo: 'none',
      later: 'none',
      lateReasons: [],
      status: 'open',
      stuck: false,
      changes,
    };
  }

  start(): void {
    const variables = {
      n: this.random.int(0, 9),
      key: 'k',
      round: 0,
      ...(this.random.chance(0.7) ? { unknown1: 1, unknown2: 2, unknown3: 3 } : {}),
    };
    this.send({
      type: 'start',
      instanceId: 'i1',
      packageHash: this.packages[0]?.hash,
      variables,
      records: [{ alias: 'lead', type: 'lead', id: 'L1', relation: 'owns' }],
    });
    this.ctx.packages = Object.fromEntries(this.packages.map((pkg) => [pkg.hash, pkg]));
  }

  move(): void {
    if (!this.state) return;
    const move = randomMove(this.random, this.state, this.ctx);
    this.ctx.now += move.wait;
    this.ctx.actor = move.actor;
    this.send(move.command);
  }

  migrate(): void {
    if (this.state?.status !== 'open') return;
    const before = this.state;
    const { plan, waits } = this.changed;
    this.ctx.actor = chief;
    this.ctx.now += this.random.int(0, 600_000);
    const decision = this.send({ type: 'migrate', packageHash: 'hash-2', plan, waits });
    if (!decision.ok) {
      if (decision.code !== 'notMovable' && decision.code !== 'guard')
        throw new Error(`${this.where}: migrate was refused as ${decision.code}`);
      this.result.outcome = 'stayed';
      this.result.reasons = decision.code === 'guard' ? ['guard'] : reasonsOf(decision.params?.reasons);
      return;
    }
    const broken = promisesBroken(before, decision.state, this.packages[0] as CompiledPackage, this.packages[1] as CompiledPackage);
    if (broken.length > 0 && !decision.facts.some((each) => movers.has(each.type))) throw new Error(`${this.where}: ${broken.join('; ')}`);
    this.result.outcome = 'moved';
    this.prefer('hash-2');
    this.undoAtOnce(before, decision);
  }

  /** Beside the path, and thrown away. */
  checkBeside(twins: boolean): void {
    if (this.state?.status !== 'open') return;
    const first = this.packages[0] as CompiledPackage;
    this.eventful ??= withEvents(first);
    try {
      checkEvents(this.state, first, this.eventful, this.ctx);
      if (twins) checkTwins(this.state, first, this.ctx, this.result.seed);
    } catch (error) {
      throw new Error(`${this.where}, beside: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Beside the path: on the state just migrated, and thrown away. */
  private undoAtOnce(before: InstanceState, migrated: Accepted): void {
    if (migrated.state.status !== 'open') return;
    const fact = migrationIn(migrated.facts);
    const ctx = { ...this.ctx, migration: fact, now: this.ctx.now + this.random.int(0, 1_000) };
    const undone = decide(migrated.state, { type: 'undoMigration', migration: fact.number }, ctx);
    const wentOn = migrated.facts.some((each) => movers.has(each.type));
    if (!undone.ok) {
      if (wentOn) return;
      throw new Error(`${this.where}: the undo was refused: ${undone.message}`);
    }
    this.check(migrated.state, undone);
    const same = isDeepStrictEqual(plain({ ...undone.state, factNumber: 0 }), plain({ ...before, factNumber: 0 }));
    if (!same && !wentOn) {
      throw new Error(
        `${this.where}: the undo is not exact:\n${JSON.stringify(undone.state)}\ninstead of\n${JSON.stringify(before)}\nafter\n${JSON.stringify(migrated.state)}`,
      );
    }
    this.result.undo = same ? 'exact' : 'wentOn';
  }

  undoLater(): void {
    const fact = this.log.findLast((each) => each.type === 'instanceMigrated');
    if (this.state?.status !== 'open' || !fact) return;
    this.ctx.actor = chief;
    this.ctx.migration = fact as Extract<Fact, { type: 'instanceMigrated' }>;
    const decision = this.send({ type: 'undoMigration', migration: fact.number });
    delete this.ctx.migration;
    this.result.later = decision.ok ? 'moved' : 'stayed';
    if (decision.ok) this.prefer('hash-1');
    else this.result.lateReasons = decision.code === 'notMovable' ? reasonsOf(decision.params?.reasons) : [decision.code];
    if (!decision.ok && decision.code !== 'notMovable' && decision.code !== 'guard')
      throw new Error(`${this.where}: undo was refused as ${decision.code}`);
  }

  finish(): void {
    const stored = JSON.parse(JSON.stringify(this.log)) as Fact[];
    const folded = foldFacts(stored);
    if (!isDeepStrictEqual(plain(folded), plain(this.state))) throw new Error(`${this.where}: folding the stored log gives another state`);
    this.result.status = this.state?.status ?? 'refused';
    this.result.stuck = this.state !== null && isStuck(this.state);
  }

  private send(command: Command): ReturnType<typeof decide> {
    const { state, ctx } = this;
    const before = JSON.stringify(state);
    const decision = decide(state, command, ctx);
    const again = decide(asStored(state), command, ctx);
    this.command = command;
    this.result.steps += 1;
    if (JSON.stringify(state) !== before) throw new Error(`${this.where}: the state given was changed`);
    if (!isDeepStrictEqual(plain(again), plain(decision))) throw new Error(`${this.where}: another decision from a stored state`);
    if (!decision.ok) return decision;
    this.check(state, decision);
    this.state = decision.state;
    this.log.push(...decision.facts);
    this.follow(decision.facts);
    return decision;
  }

  private check(state: InstanceState | null, decision: Accepted): void {
    const folded = foldFacts(decision.facts, state);
    if (!isDeepStrictEqual(plain(folded), plain(decision.state))) throw new Error(`${this.where}: folding gives another state`);
    const pkg = this.packages.find(({ hash }) => hash === decision.state.packageHash) as CompiledPackage;
    const faults = [...faultsOf(decision, pkg, state), ...strangers(decision.state, this.packages)];
    if (faults.length > 0) throw new Error(`${this.where}: ${faults.join('; ')}`);
  }

  /** The package that random moves look tasks up in. */
  private prefer(hash: string): void {
    const sorted = [...this.packages].sort((a) => (a.hash === hash ? -1 : 1));
    this.ctx.packages = Object.fromEntries(sorted.map((pkg) => [pkg.hash, pkg]));
  }

  private follow(facts: Fact[]): void {
    for (const fact of facts) {
      if (fact.type !== 'recordChanged') continue;
      this.ctx.records = this.ctx.records.map(
        (record): RecordSnapshot =>
          record.alias === fact.alias ? { ...record, version: fact.recordVersion, fields: { ...record.fields, ...fact.patch } } : record,
      );
    }
  }

  private command: Command | null = null;

  private get where(): string {
    return `seed ${this.result.seed}, step ${this.result.steps}, ${this.changed.changes.join(', ')}, ${JSON.stringify(this.command).slice(0, 300)}`;
  }
}

/** Facts that mean that tokens moved. */
const movers = new Set([
  'elementActivated',
  'elementCompleted',
  'elementTerminated',
  'tokensJoined',
  'tokenArrived',
  'gatewayReset',
  'instanceCompleted',
]);

function migrationIn(facts: Fact[]): Extract<Fact, { type: 'instanceMigrated' }> {
  return facts.find((fact) => fact.type === 'instanceMigrated') as Extract<Fact, { type: 'instanceMigrated' }>;
}

function reasonsOf(reasons: unknown): string[] {
  return (reasons as MigrationReason[]).map(({ code }) => code);
}

function isStuck(state: InstanceState): boolean {
  if (state.status !== 'open' || Object.values(state.incidents).some(({ code }) => code !== 'noNextAction')) return false;
  return !Object.values(state.elements).some(({ task, job, timers, subscriptions, conditions, memo }) => {
    // An ad-hoc subprocess is open to choice until somebody says that it is done.
    const choice = memo !== undefined && 'toBegin' in memo && memo.done !== true;
    return task || job || timers?.length || subscriptions?.length || conditions?.length || choice;
  });
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
