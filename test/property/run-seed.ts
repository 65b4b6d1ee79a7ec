import { isDeepStrictEqual } from 'node:util';
import type { CompiledPackage, DecideContext, Fact, InstanceState, RecordSnapshot } from '../../engine/contract/index.ts';
import { defaultLimits } from '../../engine/contract/index.ts';
import { applyFact, foldFacts } from '../../engine/kernel/apply-fact.ts';
import { decide } from '../../engine/kernel/decide.ts';
import { asStored } from './as-stored.ts';
import { faultsOf } from './invariants.ts';
import { Random } from './random.ts';
import { RandomModel, sampleDecision } from './random-model.ts';
import { leadRecord, randomMove, starter } from './random-path.ts';

export interface SeedResult {
  seed: number;
  facts: number;
  commands: number;
  refused: number;
  status: string;
  /** Element kind -> activations. */
  kinds: Map<string, number>;
  incidents: Map<string, number>;
}

const longestPath = 60;

/**
 * One random model on one random path. After each command: the facts folded one by one give the decided state exactly, as does
 * folding all of them from nothing; deciding again gives the same; so does deciding on the state as it comes back from the
 * database; the state and facts of before are untouched; and the invariants hold. Throws at the first fault.
 * `open`: how many elements may stand open at once.
 */
export async function runSeed(seed: number, open = defaultLimits.open): Promise<SeedResult> {
  const random = new Random(seed);
  const pkg = new RandomModel(random).build(await sampleDecision());
  const ctx: DecideContext = {
    now: Date.parse('2027-02-01T10:00:00Z'),
    actor: starter,
    packages: { [pkg.hash]: pkg },
    records: [leadRecord],
    calendars: {},
    limits: { ...defaultLimits, steps: 400, open, variableSize: 20_000, valueSize: 5_000 },
  };
  const result: SeedResult = { seed, facts: 0, commands: 0, refused: 0, status: 'open', kinds: new Map(), incidents: new Map() };
  const log: Fact[] = [];
  let state: InstanceState | null = null;
  for (let turn = 0; turn < longestPath && (state === null || state.status === 'open' || random.chance(0.3)); turn += 1) {
    const move = state === null ? { command: startOf(random), actor: starter, wait: 0 } : randomMove(random, state, ctx);
    ctx.now += move.wait;
    ctx.actor = move.actor;
    const before = JSON.stringify(state);
    const decision = decide(state, move.command, ctx);
    const again = decide(asStored(state), move.command, ctx);
    const where = `seed ${seed}, turn ${turn}, ${JSON.stringify(move.command).slice(0, 200)}`;
    if (JSON.stringify(state) !== before) throw new Error(`${where}: the state given was changed`);
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(decision))))
      throw new Error(`${where}: another decision from a stored state`);
    result.commands += 1;
    if (!decision.ok) {
      result.refused += 1;
      if (state === null) return result;
      continue;
    }
    const folded: InstanceState | null = decision.facts.reduce<InstanceState | null>(applyFact, state);
    expectSame(folded, decision.state, `${where}: folding gives another state`);
    log.push(...decision.facts);
    const faults = faultsOf(decision, pkg, state);
    if (faults.length > 0) throw new Error(`${where}: ${faults.join('; ')}`);
    state = decision.state;
    follow(decision.facts, pkg, ctx, result);
  }
  const stored = JSON.parse(JSON.stringify(log)) as Fact[];
  expectSame(stored.reduce<InstanceState | null>(applyFact, null), state, `seed ${seed}: folding the stored log gives another state`);
  expectSame(foldFacts(stored), state, `seed ${seed}: folding the stored log in one go gives another state`);
  result.facts = log.length;
  result.status = state?.status ?? 'refused';
  return result;
}

function startOf(random: Random) {
  const variables = { n: random.int(0, 9), key: 'k', round: 0, ...(random.chance(0.7) ? { unknown1: 1, unknown2: 2, unknown3: 3 } : {}) };
  return {
    type: 'start' as const,
    instanceId: 'i1',
    variables,
    records: [{ alias: 'lead', type: 'lead', id: 'L1', relation: 'owns' as const }],
  };
}

function follow(facts: Fact[], pkg: CompiledPackage, ctx: DecideContext, result: SeedResult): void {
  for (const fact of facts) {
    if (fact.type === 'elementActivated') {
      const element = pkg.processes.find((each) => each.id === fact.process)?.elements.find((each) => each.id === fact.element);
      const kind = element
        ? element.trigger && element.trigger.kind !== 'none'
          ? [element.kind, `${element.kind} (${element.trigger.kind})`]
          : [element.kind]
        : ['process scope'];
      for (const each of kind) result.kinds.set(each, (result.kinds.get(each) ?? 0) + 1);
    } else if (fact.type === 'incidentRaised') {
      result.incidents.set(fact.incident.code, (result.incidents.get(fact.incident.code) ?? 0) + 1);
    } else if (fact.type === 'recordChanged') {
      ctx.records = ctx.records.map(
        (record): RecordSnapshot =>
          record.alias === fact.alias ? { ...record, version: fact.recordVersion, fields: { ...record.fields, ...fact.patch } } : record,
      );
    }
  }
}

function expectSame(actual: unknown, expected: unknown, message: string): void {
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(actual)), JSON.parse(JSON.stringify(expected)))) return;
  throw new Error(message);
}
