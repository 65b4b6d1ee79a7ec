import { isDeepStrictEqual } from 'node:util';
import type { Accepted, Command, CompiledPackage, CompiledProcess, DecideContext, InstanceState } from '../../../engine/contract/index.ts';
import { decide } from '../../../engine/kernel/decide.ts';
import { withOwn } from '../../../engine/kernel/own.ts';
import { Random } from '../random.ts';
import { randomMove } from '../random-path.ts';
import { promisesBroken, strangers } from './strangers.ts';

/** Put behind every id of the renamed model; in no id and no text of a random one. */
const mark = '§';

/**
 * Moves a case to the same model under another hash, and to one where every process, element and flow has another name. The first is never
 * refused, the second differs in nothing but names: not at once, not after any of `turns` random moves, not when it is brought back.
 */
export function checkTwins(state: InstanceState, first: CompiledPackage, ctx: DecideContext, seed: number, turns = 12): void {
  const same = { ...structuredClone(first), hash: 'hash-same' };
  const { pkg: renamed, plan } = renameAll(first);
  const one = new Twin('the same model', first, same, ctx, state);
  const other = new Twin('the renamed model', first, renamed, ctx, state);
  const both = (what: string, mine: Command, its = mine): Accepted | null => {
    const [a, b] = [one.send(mine), other.send(its)];
    const told = `${what} ${JSON.stringify(mine).slice(0, 200)}`;
    if (a.ok !== b.ok) throw new Error(`${told}: ${a.ok ? 'accepted' : a.message} – renamed: ${b.ok ? 'accepted' : b.message}`);
    if (!a.ok || !b.ok) return null;
    const [plain, unmarked] = [comparable(a.state), comparable(b.state)];
    if (!isDeepStrictEqual(unmarked, plain)) {
      const facts = (decision: Accepted) => decision.facts.map(({ type, cause: _, at: __, ...rest }) => JSON.stringify({ type, ...rest }));
      throw new Error(`${told}: the renamed case is another:\n  ${facts(b).join('\n  ')}\ninstead of\n  ${facts(a).join('\n  ')}`);
    }
    return a;
  };
  const moved = both('moved', { type: 'migrate', packageHash: same.hash, plan: {} }, { type: 'migrate', packageHash: renamed.hash, plan });
  if (!moved) throw new Error('a case is not moved to the very same model');
  const random = new Random(seed ^ 0x5bd1e995);
  const back = random.int(0, turns);
  for (let turn = 0; turn < turns && one.state.status === 'open'; turn += 1) {
    if (turn === back) both('brought back', { type: 'undoMigration' });
    const move = randomMove(random, one.state, one.ctx);
    for (const twin of [one, other]) {
      twin.ctx.now += move.wait;
      twin.ctx.actor = move.actor;
    }
    const { command } = move;
    const known = 'element' in command && command.type === 'startAdHoc' && other.state.packageHash === renamed.hash;
    both('then', command, known && idsOf(first).has(command.element) ? { ...command, element: command.element + mark } : command);
  }
}

class Twin {
  readonly ctx: DecideContext;
  state: InstanceState;
  private readonly name: string;
  private readonly packages: CompiledPackage[];

  constructor(name: string, first: CompiledPackage, pkg: CompiledPackage, ctx: DecideContext, state: InstanceState) {
    this.name = name;
    this.packages = [first, pkg];
    this.ctx = { ...ctx, packages: { [pkg.hash]: pkg, [first.hash]: first } };
    this.state = state;
  }

  send(command: Command): ReturnType<typeof decide> {
    if (command.type === 'migrate' || command.type === 'undoMigration') {
      this.ctx.actor = { id: 'chief', roles: ['supervisor', 'process-owner'], groups: [] };
    }
    const decision = decide(this.state, command, this.ctx);
    if (!decision.ok) {
      if (command.type === 'migrate') throw new Error(`to ${this.name}: ${decision.code} ${decision.message}`);
      return decision;
    }
    const unknown = strangers(decision.state, this.packages);
    if (unknown.length > 0) throw new Error(`${this.name}, ${command.type}: ${unknown.join('; ')}`);
    for (const fact of decision.facts) {
      if (fact.type === 'instanceMigrated') this.ctx.migration = fact;
      if (fact.type !== 'recordChanged') continue;
      this.ctx.records = this.ctx.records.map((record) =>
        record.alias === fact.alias ? { ...record, version: fact.recordVersion, fields: { ...record.fields, ...fact.patch } } : record,
      );
    }
    this.state = decision.state;
    return decision;
  }
}

function comparable(state: InstanceState): unknown {
  const text = JSON.stringify(state).replaceAll('"hash-same"', '"moved"').replaceAll('"hash-renamed"', '"moved"');
  return JSON.parse(text.replaceAll(mark, ''));
}

function idsOf(pkg: CompiledPackage): Set<string> {
  return new Set(pkg.processes.flatMap((process) => [process, ...process.elements, ...process.flows].map(({ id }) => id)));
}

/** The same package with other names for everything, and the plan that says so. */
function renameAll(first: CompiledPackage): { pkg: CompiledPackage; plan: { [id: string]: string } } {
  const ids = idsOf(first);
  const to = (id: string) => (ids.has(id) ? id + mark : id);
  let plan: { [id: string]: string } = {};
  for (const id of ids) plan = withOwn(plan, id, id + mark);
  const pkg = structuredClone(first);
  return {
    pkg: { ...pkg, hash: 'hash-renamed', mainProcess: to(pkg.mainProcess), processes: pkg.processes.map((each) => renameIn(each, to)) },
    plan,
  };
}

function renameIn({ elements, flows, ...process }: CompiledProcess, to: (id: string) => string): CompiledProcess {
  for (const element of elements) {
    const { incoming, outgoing, boundary, defaultFlow } = element;
    // People read the id of what has no name.
    element.name ??= element.id;
    Object.assign(element, { id: to(element.id), scope: to(element.scope) });
    Object.assign(element, { incoming: incoming.map(to), outgoing: outgoing.map(to), boundary: boundary.map(to) });
    if (defaultFlow !== undefined) element.defaultFlow = to(defaultFlow);
    const triggers = [element.trigger, ...((element.trigger?.config as { parts?: { config: unknown }[] } | undefined)?.parts ?? [])];
    for (const config of [element.config, ...triggers.map((each) => each?.config)] as { [key: string]: unknown }[]) {
      for (const key of ['attachedTo', 'calledProcess', 'handler', 'activity']) {
        const named = config?.[key];
        if (typeof named === 'string') config[key] = to(named);
      }
    }
  }
  const renamed = flows.map((flow) => ({ ...flow, id: to(flow.id), source: to(flow.source), target: to(flow.target) }));
  return { ...process, id: to(process.id), elements, flows: renamed };
}

/** The same package, with an event that nobody throws on the edge of every activity. */
export function withEvents(first: CompiledPackage): CompiledPackage {
  const pkg = { ...structuredClone(first), hash: 'hash-events' };
  for (const process of pkg.processes) {
    for (const host of [...process.elements]) {
      if (/-(event|gateway)$/.test(host.kind) || (host.config as { triggeredByEvent?: boolean }).triggeredByEvent) continue;
      const id = `${host.id}${mark}`;
      host.boundary.push(id);
      process.elements.push({
        ...{ id, kind: 'boundary-event', scope: host.scope, incoming: [], outgoing: [], boundary: [], inputs: [], outputs: [] },
        ...{ config: { attachedTo: host.id, interrupting: true }, trigger: { kind: 'message', config: { name: 'never', payload: [] } } },
      });
    }
  }
  return pkg;
}

/** Events that are new never hold a case, and are waited for by nothing that is only being undone. */
export function checkEvents(state: InstanceState, first: CompiledPackage, pkg: CompiledPackage, ctx: DecideContext): void {
  const packages = { ...ctx.packages, [pkg.hash]: pkg };
  const actor = { id: 'chief', roles: ['supervisor', 'process-owner'], groups: [] };
  const decision = decide(state, { type: 'migrate', packageHash: pkg.hash, plan: {} }, { ...ctx, packages, actor });
  if (!decision.ok) throw new Error(`to a model with more events: ${decision.code} ${decision.message}`);
  const broken = promisesBroken(state, decision.state, first, pkg);
  if (broken.length > 0) throw new Error(`with more events: ${broken.join('; ')}`);
}
