import { defaultLimits } from '../../contract/context.ts';
import type {
  Accepted,
  Actor,
  Command,
  CompiledPackage,
  CompleteTaskCommand,
  DecideContext,
  Effect,
  ElementInstance,
  Fact,
  FactType,
  Incident,
  InstanceState,
  RecordSnapshot,
  Rejection,
  StartCommand,
  Variables,
} from '../../contract/index.ts';
import { applyFact } from '../apply-fact.ts';
import { decide } from '../decide.ts';
import { undoBasis } from '../undo-basis.ts';
import type { PastCommand } from '../undoable.ts';

/** Anna of pre-sales; who else acts is told by `as`. */
export const anna: Actor = { id: 'anna', roles: ['rep'], groups: ['pre-sales', 'sales'], team: 'pre-sales' };
export const boris: Actor = { id: 'boris', roles: ['rep'], groups: ['sales'] };
export const chief: Actor = { id: 'chief', roles: ['supervisor'], groups: [] };
export const timer: Actor = { id: 'system:timer', roles: [], groups: [] };
export const worker: Actor = { id: 'system:job', roles: [], groups: [] };
export const post: Actor = { id: 'system:message', roles: [], groups: [] };

const actors: { [type: string]: Actor } = { advance: timer, completeJob: worker, failJob: worker, deliverMessage: post };

/**
 * One case on a clock of its own, for tests: given a package, when commands are sent, then facts, effects and state are read.
 * After each command the facts are folded and must give the very state that was decided.
 */
export class Case {
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];
  readonly commands: PastCommand[] = [];
  /** Jobs that a worker has begun. */
  readonly begun: string[] = [];
  now: number;
  state: InstanceState | null = null;
  last: Accepted | Rejection | null = null;
  context: Partial<DecideContext>;
  records: RecordSnapshot[];
  actor: Actor = anna;
  private readonly pkg: CompiledPackage;

  constructor(pkg: CompiledPackage, options: { at?: string; records?: RecordSnapshot[] } & Partial<DecideContext> = {}) {
    const { at, records, ...context } = options;
    this.pkg = pkg;
    this.now = Date.parse(at ?? '2027-02-01T10:00:00Z');
    this.records = records ?? [];
    this.context = context;
  }

  as(actor: Actor): this {
    this.actor = actor;
    return this;
  }

  at(time: string): this {
    this.now = Date.parse(time);
    return this;
  }

  start(variables: Variables = {}, more: Partial<StartCommand> = {}): this {
    const records = this.records.map(({ alias, type, id }) => ({ alias, type, id, relation: 'owns' as const }));
    this.must({ type: 'start', instanceId: 'i1', variables, records, ...more });
    return this;
  }

  /** Sends a command that has to be accepted. */
  must(command: Command): Accepted {
    const decision = this.send(command);
    if (!decision.ok)
      throw new Error(`${command.type} was refused: ${decision.code} ${decision.message} ${JSON.stringify(decision.fields ?? '')}`);
    return decision;
  }

  /** Sends a command that has to be refused. */
  refused(command: Command): Rejection {
    const decision = this.send(command);
    if (decision.ok) throw new Error(`${command.type} was accepted: ${decision.facts.map((fact) => fact.type).join(' ')}`);
    return decision;
  }

  send(command: Command): Accepted | Rejection {
    const ctx: DecideContext = {
      now: this.now,
      actor: actors[command.type] ?? this.actor,
      packages: { [this.pkg.hash]: this.pkg },
      records: this.records,
      calendars: {},
      limits: defaultLimits,
      ...(command.type === 'undo' ? { undo: undoBasis(this.commands, this.facts, this.begun) } : {}),
      ...this.context,
    };
    const decision = decide(this.state, command, ctx);
    this.last = decision;
    if (!decision.ok) return decision;
    const folded = decision.facts.reduce(applyFact, this.state as InstanceState);
    if (JSON.stringify(folded) !== JSON.stringify(decision.state)) throw new Error('folding the facts gives another state');
    this.state = decision.state;
    this.commands.push({
      ...{ id: `c${this.commands.length}`, type: command.type, actor: ctx.actor.id },
      ...{ firstFact: decision.state.factNumber - decision.facts.length + 1, lastFact: decision.state.factNumber },
    });
    this.facts.push(...decision.facts);
    this.effects.push(...decision.effects);
    this.follow(decision.facts);
    return decision;
  }

  complete(element: string, values: Variables = {}, more: Partial<CompleteTaskCommand> = {}): Accepted {
    return this.must(this.completion(element, values, more));
  }

  completion(element: string, values: Variables = {}, more: Partial<CompleteTaskCommand> = {}): CompleteTaskCommand {
    return { type: 'completeTask', task: this.one(element).id, values, ...more };
  }

  /** Moves the clock and fires what is due. */
  advance(time: string): Accepted {
    return this.at(time).must({ type: 'advance' });
  }

  done(element: string, output: Variables = {}): Accepted {
    return this.must({ type: 'completeJob', job: this.one(element).job?.key as string, output });
  }

  message(name: string, payload: Variables = {}, correlationKey = '', messageId = `m${this.facts.length}`): Accepted {
    return this.must({ type: 'deliverMessage', messageId, name, correlationKey, payload });
  }

  /** Live instances of an element. */
  all(element: string): ElementInstance[] {
    return this.live.filter((instance) => instance.element === element);
  }

  one(element: string): ElementInstance {
    const found = this.all(element);
    if (found.length !== 1)
      throw new Error(`${found.length} instances of ${element} are live, of ${this.live.map((each) => each.element).join(', ')}`);
    return found[0] as ElementInstance;
  }

  get live(): ElementInstance[] {
    return Object.values(this.state?.elements ?? {});
  }

  /** Elements of open tasks, sorted. */
  get tasks(): string[] {
    return this.live.flatMap((instance) => (instance.task ? [instance.element] : [])).sort();
  }

  get status(): string | undefined {
    return this.state?.status;
  }

  get incidents(): Incident[] {
    return Object.values(this.state?.incidents ?? {});
  }

  /** Variables of the process. */
  get variables(): Variables {
    return this.live.find((instance) => instance.parent === null)?.variables ?? this.lastVariables;
  }

  of<T extends FactType>(type: T): Extract<Fact, { type: T }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type);
  }

  /** Element ids in the order they were activated. */
  get path(): string[] {
    return this.of('elementActivated').map((fact) => fact.element);
  }

  private lastVariables: Variables = {};

  private follow(facts: Fact[]): void {
    for (const fact of facts) {
      if (fact.type === 'instanceStarted') this.lastVariables = { ...fact.variables };
      if (fact.type === 'variablesSet' && fact.scope === 1) this.lastVariables = { ...this.lastVariables, ...fact.variables };
      if (fact.type !== 'recordChanged') continue;
      this.records = this.records.map((record) =>
        record.alias === fact.alias ? { ...record, version: fact.recordVersion, fields: { ...record.fields, ...fact.patch } } : record,
      );
    }
  }
}

export function given(pkg: CompiledPackage, options: ConstructorParameters<typeof Case>[1] = {}): Case {
  return new Case(pkg, options);
}
