import type { Command } from '../../engine/contract/index.ts';
import type { Decider } from '../door-context.ts';
import { inProcessDecider } from '../in-process.ts';

/** A decider that is killed for want of time, `times` more times, at commands of this kind. */
export class OutOfBreath {
  times: number;
  private readonly tires: (command: Command) => boolean;

  constructor(times: number, tires: (command: Command) => boolean) {
    this.times = times;
    this.tires = tires;
  }

  readonly decide: Decider = async (request) => {
    if (!this.tires(request.command) || this.times <= 0) return inProcessDecider(request);
    this.times -= 1;
    return { ended: false, code: 'killed', message: 'It took too long.' };
  };
}
