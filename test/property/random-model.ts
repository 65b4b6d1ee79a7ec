import type { CompiledPackage, DecisionModel, LoopDefinition, RecordType } from '../../engine/contract/index.ts';
import { compileDecisionModel } from '../../engine/decision/compile-decision-model.ts';
import type { Outcome } from '../../engine/elements/user-task/config.ts';
import { type EventTrigger, type ProcessBuilder, packageOf, process as processOf } from '../../engine/kernel/testing/process-builder.ts';
import type { Random } from './random.ts';

/** Where a block begins and ends; without an end, all its tokens end inside. */
interface Block {
  entry: string;
  exit: string | null;
}

type MakeBlock = (model: RandomModel, builder: ProcessBuilder, depth: number) => Block;

const recordTypes: RecordType[] = [
  {
    id: 'lead',
    name: 'Lead',
    fields: [
      { key: 'amount', label: 'Amount', type: 'number' },
      { key: 'need', label: 'Need', type: 'text' },
    ],
  },
];

export const decision = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
  <decision id="rate" name="Rate"><decisionTable id="t" hitPolicy="FIRST">
    <input id="i"><inputExpression id="ie" typeRef="number"><text>n</text></inputExpression></input>
    <output id="o" name="rate" typeRef="number" />
    <rule id="r1"><inputEntry id="e1"><text>&lt; 5</text></inputEntry><outputEntry id="x1"><text>1</text></outputEntry></rule>
    <rule id="r2"><inputEntry id="e2"><text>-</text></inputEntry><outputEntry id="x2"><text>n - 5</text></outputEntry></rule>
  </decisionTable></decision></definitions>`;

let decisions: Promise<DecisionModel> | null = null;

/** The decision that business rule tasks of random models call. */
export function sampleDecision(): Promise<DecisionModel> {
  decisions ??= compileDecisionModel(decision).then((compiled) => {
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    return compiled.model;
  });
  return decisions;
}

/** A random package: a main process, some of it called processes, with every kind of element in every place. */
export class RandomModel {
  readonly random: Random;
  /** Processes that may be called: those made before, so that calls never go in a circle. */
  readonly callable: string[] = [];
  private numbers = 0;
  /** How many subprocesses deep the block being made lies. */
  private inner = 0;
  /** How many transactions deep. */
  transactions = 0;

  /** With more of what was added later: other numbers of chance, so that old seeds stay what they were. */
  readonly richer: boolean;

  constructor(random: Random, richer = false) {
    this.random = random;
    this.richer = richer;
  }

  /** How many tokens an activity begins with, or gives. */
  quantity(): number | undefined {
    if (this.richer) return this.random.chance(0.3) ? this.random.int(2, 3) : undefined;
    return this.random.chance(0.1) ? 2 : undefined;
  }

  build(decisionModel: DecisionModel): CompiledPackage {
    const processes: ProcessBuilder[] = [];
    for (let called = this.random.int(0, 2); called > 0; called -= 1) {
      const id = this.id('called');
      processes.unshift(this.process(id, 2));
      this.callable.push(id);
    }
    const main = this.process('main', 4);
    const ofRecord = this.random.chance(0.5);
    return packageOf([main, ...processes], {
      decisions: [decisionModel],
      recordTypes,
      ...(ofRecord ? { recordType: 'lead' } : {}),
      stages: [
        { id: 'one', name: 'One', color: 'teal', requiredFields: [] },
        { id: 'two', name: 'Two', color: 'iris', requiredFields: this.random.chance(0.5) ? [{ field: 'lead.need', when: 'n > 2' }] : [] },
      ],
    });
  }

  id(kind: string): string {
    this.numbers += 1;
    // Ids that objects give a meaning are ids as well.
    if (this.numbers === 7) return '__proto__';
    if (this.numbers === 11) return 'constructor';
    return `${kind}${this.numbers}`;
  }

  condition(): string {
    const { random } = this;
    return random.chance(0.08) ? `unknown${random.int(1, 3)} > 1` : `n ${random.pick(['>', '<', '>=', '='])} ${random.int(0, 9)}`;
  }

  stage(): { stage?: string } {
    return this.random.chance(0.2) ? { stage: this.random.pick(['one', 'two']) } : {};
  }

  /** A run of blocks inside a scope, from its start event to its end event. */
  innerScope(builder: ProcessBuilder, depth: number): void {
    this.inner += 1;
    this.scope(builder, depth);
    this.inner -= 1;
  }

  scope(builder: ProcessBuilder, depth: number): void {
    const start = this.id('start');
    builder.startEvent(start);
    const body = this.sequence(builder, depth);
    builder.flow(start, body.entry);
    if (body.exit !== null) this.end(builder, body.exit);
    if (this.random.chance(this.inner > 0 ? 0.3 : 0.1)) this.eventSubProcess(builder);
  }

  sequence(builder: ProcessBuilder, depth: number): Block {
    const blocks = Array.from({ length: this.random.int(...lengths(depth)) }, () => this.block(builder, depth));
    let exit = blocks[0]?.exit ?? null;
    for (const block of blocks.slice(1)) {
      if (exit === null) builder.flow(this.parkedEntry(builder), block.entry);
      else builder.flow(exit, block.entry);
      exit = block.exit;
    }
    return { entry: (blocks[0] as Block).entry, exit };
  }

  block(builder: ProcessBuilder, depth: number): Block {
    const makers = depth > 0 ? [...simple, ...structured] : simple;
    return this.random.pick(makers)(this, builder, depth - 1);
  }

  end(builder: ProcessBuilder, from: string): void {
    const id = this.id('end');
    const kinds: EventTrigger[] = [
      'none',
      'none',
      'none',
      'terminate',
      { message: { name: 'out', payload: [] } },
      { signal: 's1' },
      { escalation: this.random.pick(['U1', null]) },
      { compensate: { wait: this.random.chance(0.7) } },
    ];
    // An error nobody catches holds the case for good: rare at the top, usual where a boundary may catch it.
    if (this.transactions > 0 && this.random.chance(0.4)) {
      builder.endEvent(id, 'cancel').flow(from, id);
      return;
    }
    const trigger: EventTrigger = this.random.chance(this.inner > 0 ? 0.25 : 0.03)
      ? { error: this.random.pick(['E1', 'E2', null]) }
      : this.random.pick(kinds);
    builder.endEvent(id, trigger, this.stage()).flow(from, id);
  }

  message(): EventTrigger {
    return { message: { name: this.random.pick(['m1', 'm2']), ...(this.random.chance(0.5) ? { correlationKey: 'key' } : {}) } };
  }

  timer(): EventTrigger {
    return {
      timer: this.random.pick([
        { duration: `PT${this.random.int(1, 90)}M` },
        { date: '2027-02-01T15:00:00Z' },
        { cycle: `R${this.random.int(1, 3)}/PT20M` },
      ]),
    };
  }

  /** Boundary events on an activity, each leading to an end of its own or back into the main line. */
  boundary(builder: ProcessBuilder, activity: string, back: string | null, withErrors: boolean): void {
    for (let number = this.random.int(0, 2); number > 0; number -= 1) {
      const triggers: EventTrigger[] = [
        this.timer(),
        this.message(),
        { signal: 's1' },
        { condition: this.condition() },
        { any: [this.timer(), { signal: 's2' }] },
        { all: [this.message(), { signal: 's2' }] },
      ];
      if (withErrors) triggers.push({ error: 'E1' }, { error: null }, { escalation: 'U1' }, { escalation: null });
      const trigger = this.random.pick(triggers);
      const isError = typeof trigger === 'object' && 'error' in trigger;
      const id = this.id('boundary');
      builder.boundaryEvent(id, activity, trigger, { interrupting: isError || this.random.chance(0.5) });
      if (back !== null && this.random.chance(0.4)) builder.flow(id, back);
      else this.end(builder, id);
    }
  }

  /** Now and then an activity repeats. */
  loop(): { loop?: LoopDefinition } {
    const { random } = this;
    if (!random.chance(0.25)) return {};
    if (random.chance(0.3)) {
      return { loop: { kind: 'standard', testBefore: random.chance(0.5), condition: this.condition(), maximum: '3' } };
    }
    const count = random.chance(0.5) ? { cardinality: 'modulo(n, 4)' } : { collection: '[n, n + 1]', item: 'each' };
    return {
      loop: {
        kind: 'multi-instance',
        sequential: random.chance(0.5),
        ...count,
        ...(random.chance(0.4) ? { outputCollection: 'all', outputItem: 'n' } : {}),
        ...(random.chance(0.3) ? { completion: 'numberOfCompletedInstances >= 2' } : {}),
        events: random.chance(0.2) ? [{ at: 'first', trigger: { kind: 'signal', config: { name: 's1', payload: [] } } }] : [],
      },
    };
  }

  /** Now and then an activity can be undone. */
  handler(builder: ProcessBuilder, activity: string): void {
    if (!this.random.chance(this.richer ? 0.6 : 0.3)) return;
    const [edge, handler] = [this.id('compensation'), this.id('undo')];
    if (this.random.chance(0.5)) builder.userTask(handler, {}, { forCompensation: true });
    else builder.scriptTask(handler, '{ undone: n }', undefined, { forCompensation: true });
    builder.boundaryEvent(edge, activity, { compensate: { handler } });
  }

  private process(id: string, depth: number): ProcessBuilder {
    const builder = processOf(id);
    this.scope(builder, depth);
    return builder;
  }

  private eventSubProcess(builder: ProcessBuilder): void {
    const inside = (inner: ProcessBuilder) => {
      const start = this.id('start');
      const work = this.id('user');
      const triggers: EventTrigger[] = [
        this.timer(),
        this.message(),
        { error: 'E1' },
        { signal: 's1' },
        { escalation: 'U1' },
        { condition: this.condition() },
        { compensate: {} },
      ];
      inner.startEvent(start, this.random.pick(triggers), { interrupting: this.random.chance(0.5) });
      inner.userTask(work).flow(start, work);
      this.end(inner, work);
    };
    builder.subProcess(this.id('event-sub'), inside, { triggeredByEvent: true });
  }

  /** After a block that lets no token out: the rest hangs on a task nothing leads to. */
  private parkedEntry(builder: ProcessBuilder): string {
    const id = this.id('task');
    builder.task(id);
    return id;
  }
}

function lengths(depth: number): [number, number] {
  if (depth >= 4) return [2, 5];
  return depth > 1 ? [1, 3] : [1, 2];
}

function one(model: RandomModel, kind: string, add: (id: string) => unknown): Block {
  const id = model.id(kind);
  add(id);
  return { entry: id, exit: id };
}

const outcome = (value: string): Outcome => ({ value, name: value, requires: [], note: false, nextStep: false });
const deadline = {
  due: 'PT1H',
  warn: '50%',
  alerts: [
    { at: 'warn', to: 'assignee', level: 'soon' },
    { at: 'late+PT30M', to: 'supervisor', level: 'late' },
  ],
};

function activity(model: RandomModel, builder: ProcessBuilder, kind: string, withErrors: boolean, add: (id: string) => unknown): Block {
  const id = model.id(kind);
  add(id);
  const after = model.id('task');
  builder.task(after, { startQuantity: model.quantity() }).flow(id, after);
  model.boundary(builder, id, after, withErrors);
  model.handler(builder, id);
  return { entry: id, exit: after };
}

const simple: MakeBlock[] = [
  (m, b) => one(m, 'task', (id) => b.task(id, m.stage())),
  (m, b) => one(m, 'manual', (id) => b.manualTask(id)),
  (m, b) =>
    one(m, 'script', (id) => b.scriptTask(id, m.random.pick(['modulo(n * 3 + 1, 10)', 'n + 1', '{n: modulo(n + 4, 10), seen: [n]}']), 'n')),
  (m, b) => one(m, 'rule', (id) => b.businessRuleTask(id, 'rate', 'n', m.stage())),
  (m, b) =>
    one(m, 'throw', (id) =>
      b.throwEvent(
        id,
        m.random.pick<EventTrigger>([
          'none',
          { message: { name: 'out', correlationKey: 'key', payload: [{ source: 'n', target: 'n' }] } },
          { signal: m.random.pick(['s1', 's2']) },
          { escalation: 'U1' },
          { compensate: {} },
          { any: [{ signal: 's1' }, { escalation: null }] },
        ]),
      ),
    ),
  (m, b) =>
    one(m, 'catch', (id) =>
      b.catchEvent(
        id,
        m.random.pick<EventTrigger>([
          m.timer(),
          m.message(),
          { signal: 's2' },
          { condition: m.condition() },
          { all: [m.message(), { signal: 's1' }] },
        ]),
      ),
    ),
  (m, b) =>
    activity(m, b, 'user', true, (id) =>
      b.userTask(
        id,
        {
          groups: m.random.pick([[], ['sales'], ['pre-sales']]),
          ...(m.random.chance(0.5) ? { outcomes: [outcome('yes'), outcome('no')] } : {}),
          ...(m.random.chance(0.4) ? { deadline } : {}),
        },
        {
          ...m.stage(),
          ...m.loop(),
          completionQuantity: m.quantity(),
          ...(m.random.chance(0.2) ? { inputs: { local: 'n * 2' }, outputs: { n: 'modulo(local, 10)' } } : {}),
        },
      ),
    ),
  (m, b) =>
    activity(m, b, 'service', true, (id) =>
      b.serviceTask(
        id,
        {
          input: [{ source: 'n', target: 'n' }],
          ...(m.random.chance(0.5) ? { output: [{ source: 'n', target: 'n' }] } : {}),
        },
        m.loop(),
      ),
    ),
  (m, b) =>
    activity(m, b, 'send', true, (id) =>
      b.sendTask(id, m.random.chance(0.5) ? { job: { jobType: 'mail' } } : { message: { name: 'out', payload: [] } }),
    ),
  (m, b) => activity(m, b, 'receive', false, (id) => b.receiveTask(id, { name: 'm1' })),
];

function branches(
  model: RandomModel,
  builder: ProcessBuilder,
  depth: number,
  how: { split: string; join: string; conditions: boolean; first?: boolean },
): void {
  const count = model.random.int(2, 3);
  for (let branch = 0; branch < count; branch += 1) {
    const isDefault = how.conditions && branch === 0;
    const block = model.sequence(builder, depth);
    builder.flow(how.split, block.entry, how.conditions && !isDefault ? { condition: model.condition() } : { default: isDefault });
    if (block.exit === null) continue;
    if (branch > 0 && model.random.chance(0.1)) model.end(builder, block.exit);
    else builder.flow(block.exit, how.join);
  }
}

const structured: MakeBlock[] = [
  (m, b, depth) => {
    const [split, join] = [m.id('xor'), m.id('xor')];
    b.exclusive(split).exclusive(join);
    branches(m, b, depth, { split, join, conditions: true });
    return { entry: split, exit: join };
  },
  (m, b, depth) => {
    const [split, join] = [m.id('and'), m.id('and')];
    b.parallel(split).parallel(join);
    branches(m, b, depth, { split, join, conditions: false });
    return { entry: split, exit: join };
  },
  (m, b, depth) => {
    const [split, join] = [m.id('or'), m.id('or')];
    b.inclusive(split).inclusive(join);
    branches(m, b, depth, { split, join, conditions: true });
    return { entry: split, exit: join };
  },
  (m, b, depth) => {
    // Waits and joins that do not fit: an inclusive join behind a parallel split, or the other way round.
    const [split, join] = [m.id('and'), m.id('or')];
    b.parallel(split).inclusive(join);
    branches(m, b, depth, { split, join, conditions: false });
    return { entry: split, exit: join };
  },
  (m, b) => {
    const [gateway, join] = [m.id('event'), m.id('xor')];
    b.eventBased(gateway).exclusive(join);
    const timer = m.id('catch');
    b.catchEvent(timer, m.timer()).chain(gateway, timer, join);
    const message = m.id(m.random.chance(0.3) ? 'receive' : 'catch');
    if (message.startsWith('receive')) b.receiveTask(message, 'm2');
    else b.catchEvent(message, m.message());
    b.chain(gateway, message, join);
    return { entry: gateway, exit: join };
  },
  (m, b, depth) => {
    // A loop of at most a few rounds, through any gateway that merges.
    const [merge, count, split] = [m.id('merge'), m.id('script'), m.id('xor')];
    if (m.random.chance(0.3)) b.inclusive(merge);
    else b.exclusive(merge);
    const body = m.sequence(b, depth - 1);
    b.scriptTask(count, 'round + 1', 'round');
    b.exclusive(split).flow(merge, body.entry);
    if (body.exit !== null) b.flow(body.exit, count);
    b.flow(count, split).flow(split, merge, { condition: 'modulo(n + round, 3) = 1 and round < 20' });
    return { entry: merge, exit: split };
  },
  (m, b, depth) => {
    const id = m.id('sub');
    const options = {
      ...m.stage(),
      ...(m.random.chance(0.5) ? { inputs: { n: 'n + 1', own: '"x"' }, outputs: { n: 'modulo(n, 10)' } } : {}),
    };
    b.subProcess(id, (inner) => m.innerScope(inner, depth), { ...options, ...m.loop() });
    const after = m.id('task');
    b.task(after).flow(id, after);
    m.boundary(b, id, after, true);
    m.handler(b, id);
    return { entry: id, exit: after };
  },
  (m, b, depth) => {
    const id = m.id('transaction');
    m.transactions += 1;
    b.transaction(id, (inner) => m.innerScope(inner, depth), m.loop());
    m.transactions -= 1;
    const [after, cancelled] = [m.id('task'), m.id('boundary')];
    b.task(after).flow(id, after);
    b.boundaryEvent(cancelled, id, 'cancel').flow(cancelled, after);
    m.boundary(b, id, after, true);
    return { entry: id, exit: after };
  },
  (m, b) => {
    const id = m.id('ad-hoc');
    const config = {
      ordering: m.random.pick(['parallel', 'sequential'] as const),
      cancelRemaining: m.random.chance(0.5),
      ...(m.random.chance(0.5) ? { completionCondition: m.condition() } : {}),
    };
    b.adHoc(id, config, (inner) => {
      for (let count = m.random.int(1, 3); count > 0; count -= 1) {
        const step = m.id('step');
        if (m.richer && m.random.chance(0.5)) inner.serviceTask(step, {}, m.loop());
        else if (m.random.chance(0.6)) inner.userTask(step, {}, m.loop());
        else inner.scriptTask(step, '{ n: modulo(n + 1, 10) }');
      }
    });
    const after = m.id('task');
    b.task(after).flow(id, after);
    m.boundary(b, id, after, true);
    return { entry: id, exit: after };
  },
  (m, b, depth) => {
    const [split, join] = [m.id('and'), m.id('complex')];
    b.parallel(split).complex(join, m.random.pick([undefined, 'activationCount >= 1', 'activationCount >= 2', 'activationCount > n']));
    branches(m, b, depth, { split, join, conditions: false });
    return { entry: split, exit: join };
  },
  (m, b, depth) => {
    const [split, join] = [m.id('complex'), m.id('or')];
    b.complex(split).inclusive(join);
    branches(m, b, depth, { split, join, conditions: true });
    return { entry: split, exit: join };
  },
  (m, b) => {
    const called = m.callable.length > 0 && m.random.chance(0.97) ? m.random.pick(m.callable) : 'nothing_here';
    const all = m.random.chance(0.5);
    const options = all ? { propagateAll: true } : { inputs: { n: 'n', key: 'key', round: 'round' }, outputs: { n: 'n' } };
    return activity(m, b, 'call', true, (id) => b.callActivity(id, called, options));
  },
];
