import { factsOf } from '../../db/queries/feed.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Command, CompiledPackage, DecideContext, Decision, Fact, InstanceState } from '../../engine/contract/index.ts';
import { decide } from '../../engine/kernel/decide.ts';
import { undoBasis } from '../../engine/kernel/undo-basis.ts';
import type { Calendars } from '../../runtime/door-context.ts';
import type { PackageStore } from '../../runtime/packages.ts';
import { snapshotOf } from '../../runtime/record-fields.ts';
import { faultsOf } from '../property/invariants.ts';
import { commandOf, type StoredCommand } from './command-of.ts';
import { firstDifference, pathsOf, plain, same } from './differences.ts';
import type { Journal } from './journal.ts';
import { limits } from './limits.ts';
import { OwnRecord, recordAsMade, recordDifferences } from './own-record.ts';

export interface ReplayWorld {
  queryable: Queryable;
  packages: PackageStore;
  calendars: Awaited<ReturnType<Calendars['current']>>;
  journal: Journal;
  /** The web address that jobs called. */
  hook: string;
}

export interface Replayed {
  commands: number;
  facts: number;
  effects: number;
  status: string;
  /** Activations by kind of element. */
  kinds: Map<string, number>;
  /** Empty = what Postgres holds is what the kernel decides by itself. */
  differences: string[];
}

const decidedKinds = ['runJob', 'cancelJob', 'publishMessage', 'broadcastSignal'];

/**
 * Decides every accepted command of a case again, in the order of their facts, by the pure kernel in this process on a state of its own, and
 * holds facts, effects, replies, state and record against what Postgres has. Stops at the first difference, since all that follows differs.
 */
export async function replay(world: ReplayWorld, instanceId: string): Promise<Replayed> {
  const { queryable, packages, journal } = world;
  const rows = async <Row extends object>(text: string) => (await queryable.query<Row>({ text, values: [instanceId] })).rows;
  const stored = await factsOf(queryable, instanceId);
  const commands = await rows<StoredCommand>('select * from command where instance_id = $1 order by first_fact, version');
  const effects = await rows<{ kind: string; body: object }>('select kind, body from effect where instance_id = $1 order by number');
  const [instance] = await rows<{ state: InstanceState; package_hash: string; status: string }>(
    'select state, package_hash, status from instance where id = $1',
  );
  const result: Replayed = { commands: 0, facts: 0, effects: 0, status: instance?.status ?? 'none', kinds: new Map(), differences: [] };
  const differ = (what: string) => {
    result.differences.push(`${instanceId}: ${what}`);
    return result;
  };
  if (!instance) return differ('there is no such case');
  const pkg = await packages.byHash(instance.package_hash);
  const expected = effects.filter(({ kind }) => decidedKinds.includes(kind)).map(({ body }) => body);
  const made: object[] = [];
  const past: Parameters<typeof undoBasis>[0] = [];
  const own = new OwnRecord(await recordAsMade(world, instanceId, commands[0]?.id ?? ''), journal);
  await own.readChanges(queryable);
  let state: InstanceState | null = null;
  for (const each of commands) {
    const mine = stored.slice(each.first_fact - 1, each.last_fact);
    const known = await commandOf(queryable, journal, each, mine, world.hook);
    if (typeof known === 'string') return differ(known);
    const where = `${each.type} ${each.id} (facts ${each.first_fact}..${each.last_fact})`;
    const command = known.command.type === 'start' ? { ...known.command, instanceId, packageHash: pkg.hash } : known.command;
    const now = each.at.getTime();
    own.changeUntil(now);
    // A job that a worker had begun would have had the undo refused.
    const undo = command.type === 'undo' ? undoBasis(past, stored.slice(0, each.first_fact - 1), []) : undefined;
    const decision = decideWithin(state, command, mine, {
      ...{ now, actor: known.actor, packages: { [pkg.hash]: pkg }, records: own.records.map(snapshotOf), ...world.calendars },
      ...{ limits, ...(undo ? { undo } : {}), ...(known.chain ? { chain: known.chain } : {}) },
    });
    if (!decision.ok) return differ(`${where} is refused by the kernel: ${decision.code} ${decision.message}`);
    if (!same(decision.facts, mine)) return differ(`${where} gives other facts: ${firstDifference(decision.facts, mine)}`);
    if (!same(decision.reply, each.reply)) return differ(`${where} has another reply: ${pathsOf(decision.reply, each.reply).join('; ')}`);
    const faults = decision.state.suspended ? [] : faultsOf(decision, pkg, state);
    if (faults.length > 0) differ(`${where}: ${faults.join('; ')}`);
    made.push(...decision.effects);
    own.apply(decision.facts, pkg, now);
    past.push({ id: each.id, type: each.type, actor: each.actor, firstFact: each.first_fact, lastFact: each.last_fact });
    state = decision.state;
    result.commands += 1;
    count(decision.facts, pkg, result.kinds);
  }
  result.facts = stored.length;
  result.effects = made.length;
  if (past.at(-1)?.lastFact !== stored.length) differ(`its commands end at fact ${past.at(-1)?.lastFact} of ${stored.length}`);
  if (!same(made, expected)) differ(`other effects: ${firstDifference(made, expected)}`);
  if (!same(state, instance.state))
    differ(`the state is not what the kernel comes to: ${pathsOf(plain(state), instance.state).join('; ')}`);
  own.changeUntil(Number.POSITIVE_INFINITY);
  for (const what of await recordDifferences(queryable, own.records)) differ(what);
  return result;
}

/**
 * What a chain had left is of all its cases at that moment. Where one was told to stop, what it had left is found by what it threw; that the
 * chain had come so far is held against the rows of all (`chains stopped too early`).
 */
function decideWithin(state: InstanceState | null, command: Command, mine: Fact[], ctx: DecideContext): Decision {
  const decision = decide(state, command, ctx);
  const stopped = mine.flatMap((fact) => (fact.type === 'incidentRaised' && chainTold(fact.incident)) || []);
  if (stopped.length === 0 || (decision.ok && same(decision.facts, mine))) return decision;
  const thrown = mine.filter(({ type }) => type === 'signalThrown' || type === 'messagePublished').length;
  for (let left = 0; left <= thrown; left += 1) {
    const within = decide(state, command, { ...ctx, chainsLeft: Object.fromEntries(stopped.map((chain) => [chain, left])) });
    if (within.ok && same(within.facts, mine)) return within;
  }
  return decision;
}

/** The chain that an incident says has thrown all it may. */
function chainTold({ code, message }: { code: string; message: string }): string | undefined {
  return code === 'chainLimit' ? message.match(/ began with "([^"]+)" has thrown/)?.[1] : undefined;
}

function count(facts: Fact[], pkg: CompiledPackage, kinds: Map<string, number>): void {
  for (const fact of facts) {
    if (fact.type !== 'elementActivated') continue;
    const element = pkg.processes.find((each) => each.id === fact.process)?.elements.find((each) => each.id === fact.element);
    const trigger = element?.trigger && element.trigger.kind !== 'none' ? ` (${element.trigger.kind})` : '';
    const kind = element ? `${element.kind}${trigger}` : 'process scope';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
}
