import type { CompiledElement, CompiledPackage } from '../../engine/contract/index.ts';
import { type ProcessBuilder, process as processOf } from '../../engine/kernel/testing/process-builder.ts';
import type { Random } from './random.ts';

export type GatewayKind = 'exclusive-gateway' | 'parallel-gateway' | 'inclusive-gateway';

interface Block {
  entry: string;
  exit: string;
}

/**
 * A random process of blocks that fit together, so that no token can stand still. Every way that is chosen hangs on a variable of its own
 * (`c1`, `c2` ...), so that a player can try all of them; choices of several always take at least one.
 */
export class SoundModel {
  /** Names of the variables that decide. */
  readonly choices: string[] = [];
  /** Splits and joins, whose kind may be changed to break the model. */
  readonly gateways: string[] = [];
  /** A task a person may answer in two ways -> the variable that its completion sets. */
  readonly answers = new Map<string, string>();
  private count = 0;
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  build(depth: number): ProcessBuilder {
    const builder = processOf('main').startEvent('start').endEvent('end');
    const body = this.sequence(builder, depth);
    return builder.flow('start', body.entry).flow(body.exit, 'end');
  }

  private id(kind: string): string {
    this.count += 1;
    return `${kind}${this.count}`;
  }

  private choice(): string {
    const name = `c${this.choices.length + 1}`;
    this.choices.push(name);
    return name;
  }

  private sequence(builder: ProcessBuilder, depth: number): Block {
    const blocks = Array.from({ length: this.random.int(1, 2) }, () => this.block(builder, depth));
    for (const [at, block] of blocks.slice(1).entries()) builder.flow((blocks[at] as Block).exit, block.entry);
    return { entry: (blocks[0] as Block).entry, exit: (blocks.at(-1) as Block).exit };
  }

  private block(builder: ProcessBuilder, depth: number): Block {
    const makers = [this.step, this.step, this.choose, this.fork, this.forkAny, this.some, this.repeat, this.inside, this.edge];
    const make = depth > 0 ? this.random.pick(makers) : this.step;
    return make.call(this, builder, depth - 1);
  }

  private step(builder: ProcessBuilder): Block {
    const id = this.id('task');
    if (this.random.chance(0.5)) builder.userTask(id);
    else builder.task(id);
    return { entry: id, exit: id };
  }

  private gateway(builder: ProcessBuilder, kind: 'exclusive' | 'parallel' | 'inclusive'): string {
    const id = this.id(kind);
    builder[kind](id);
    this.gateways.push(id);
    return id;
  }

  private branches(builder: ProcessBuilder, depth: number, split: string, join: string, how: 'all' | 'one' | 'some'): Block {
    const ways = this.random.int(2, 3);
    for (let way = 0; way < ways; way += 1) {
      const body = this.sequence(builder, depth);
      const isDefault = how !== 'all' && way === ways - 1;
      builder.flow(split, body.entry, how === 'all' ? {} : isDefault ? { default: true } : { condition: this.choice() });
      builder.flow(body.exit, join);
    }
    return { entry: split, exit: join };
  }

  private choose(builder: ProcessBuilder, depth: number): Block {
    const [split, join] = [
      this.gateway(builder, 'exclusive'),
      this.gateway(builder, this.random.pick(['exclusive', 'inclusive'] as const)),
    ];
    return this.branches(builder, depth, split, join, 'one');
  }

  private fork(builder: ProcessBuilder, depth: number): Block {
    return this.branches(builder, depth, this.gateway(builder, 'parallel'), this.gateway(builder, 'parallel'), 'all');
  }

  private forkAny(builder: ProcessBuilder, depth: number): Block {
    return this.branches(builder, depth, this.gateway(builder, 'parallel'), this.gateway(builder, 'inclusive'), 'all');
  }

  private some(builder: ProcessBuilder, depth: number): Block {
    return this.branches(builder, depth, this.gateway(builder, 'inclusive'), this.gateway(builder, 'inclusive'), 'some');
  }

  /** Goes round once more where its choice says so; a person stands in the way, so that the choice may be changed. */
  private repeat(builder: ProcessBuilder, depth: number): Block {
    const [merge, ask, split] = [this.gateway(builder, 'exclusive'), this.id('task'), this.gateway(builder, 'exclusive')];
    const body = this.sequence(builder, depth);
    builder.userTask(ask).flow(merge, body.entry).flow(body.exit, ask).flow(ask, split);
    const after = this.id('task');
    const again = this.choice();
    this.answers.set(ask, again);
    builder.task(after).flow(split, merge, { condition: again }).flow(split, after, { default: true });
    return { entry: merge, exit: after };
  }

  private inside(builder: ProcessBuilder, depth: number): Block {
    const id = this.id('sub');
    builder.subProcess(id, (inner) => {
      const [start, end] = [this.id('start'), this.id('end')];
      inner.startEvent(start).endEvent(end);
      const body = this.sequence(inner, depth);
      inner.flow(start, body.entry).flow(body.exit, end);
    });
    return { entry: id, exit: id };
  }

  /** An interrupting edge whose way comes back to the main one. */
  private edge(builder: ProcessBuilder): Block {
    const [task, event, merge] = [this.id('task'), this.id('edge'), this.gateway(builder, 'exclusive')];
    builder.userTask(task).boundaryEvent(event, task, { timer: { duration: 'PT1H' } }, { interrupting: true });
    builder.flow(task, merge).flow(event, merge);
    return { entry: task, exit: merge };
  }
}

const kinds: GatewayKind[] = ['exclusive-gateway', 'parallel-gateway', 'inclusive-gateway'];

/** Another kind for one gateway; what then leaves it by choice gets conditions, what no longer does loses them. Returns its id. */
export function mutate(pkg: CompiledPackage, model: SoundModel, random: Random): string {
  const id = random.pick(model.gateways);
  const process = pkg.processes[0] as CompiledPackage['processes'][number];
  const gateway = process.elements.find((element) => element.id === id) as CompiledElement;
  gateway.kind = random.pick(kinds.filter((kind) => kind !== gateway.kind));
  const ways = process.flows.filter((flow) => flow.source === id);
  if (gateway.kind === 'parallel-gateway') {
    delete gateway.defaultFlow;
    for (const flow of ways) delete flow.condition;
  } else if (ways.length > 1 && gateway.defaultFlow === undefined) {
    gateway.defaultFlow = ways.at(-1)?.id;
    for (const flow of ways.slice(0, -1)) {
      flow.condition = `c${model.choices.length + 1}`;
      model.choices.push(flow.condition);
    }
  }
  return id;
}
