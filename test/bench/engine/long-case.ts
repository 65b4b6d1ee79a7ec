import type { Accepted, Command, DecideContext, InstanceState } from '../../../engine/contract/index.ts';
import { decide } from '../../../engine/kernel/decide.ts';
import { contextOf, packageOf } from './kernel-steps.ts';
import { loopModel } from './models.ts';

/**
 * A case that goes round: a task for a person with a deadline and a mail now and then, a job, and back. It lives on one clock of its own,
 * a quarter of an hour a command.
 */
export class LongCase {
  state: InstanceState;
  /** Elements passed so far. */
  steps = 0;
  private readonly ctx: DecideContext;

  private constructor(ctx: DecideContext) {
    this.ctx = ctx;
    const started = decide(null, { type: 'start', instanceId: 'long', variables: { client: 'x'.repeat(80), tries: 0 }, records: [] }, ctx);
    if (!started.ok) throw new Error(started.message);
    this.state = started.state;
  }

  static async begin(): Promise<LongCase> {
    return new LongCase(contextOf(await packageOf(loopModel())));
  }

  /** What the next round consists of. The first two commands are measured: each leaves the case waiting for the other. */
  completeTask(): Command {
    const task = Object.values(this.state.elements).find((each) => each.task);
    return { type: 'completeTask', task: task?.id ?? 0, outcome: 'again', values: { tries: 1 } };
  }

  completeJob(): Command {
    const job = Object.values(this.state.elements).find((each) => each.job)?.job;
    return { type: 'completeJob', job: job?.key ?? '', output: {} };
  }

  /** Decides without keeping it. */
  decide(command: Command): Accepted {
    const decision = decide(this.state, command, this.ctx);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.message}`);
    return decision;
  }

  keep(decision: Accepted): void {
    this.state = decision.state;
    this.steps += decision.facts.filter((fact) => fact.type === 'elementActivated').length;
    this.ctx.now += 900_000;
  }

  /** Goes round until at least so many elements were passed; it then waits for the person. */
  grow(steps: number): void {
    for (let round = 0; this.steps < steps; round += 1) {
      const mail: Command = {
        type: 'deliverMessage',
        messageId: `mail-${this.state.factNumber}`,
        name: 'mail',
        correlationKey: '',
        payload: {},
      };
      if (round % 5 === 0) this.keep(this.decide(mail));
      this.keep(this.decide(this.completeTask()));
      this.keep(this.decide(this.completeJob()));
    }
  }
}

/** Everything numbered within the case or by the clock written with the same digits: what is left is what grows. */
export function sizeOf(state: InstanceState): number {
  return JSON.stringify(state).replace(/\d+/g, '0').length;
}
