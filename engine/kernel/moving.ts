import type { Chain } from '../contract/chain.ts';
import type { Variables } from '../contract/json.ts';

/** A token on its way: the next thing to enter. */
export interface Entry {
  kind: 'token';
  scope: number;
  element: string;
  flow?: string;
  /** Fact it follows from. */
  cause: number;
  chain?: Chain;
  /** A round of the repeated activity that is its scope. */
  loopCounter?: number;
}

/** A signal on its way: behind the tokens that were moving already when it was thrown. */
export interface Signal {
  kind: 'signal';
  name: string;
  payload: Variables;
  cause: number;
  /** Of whoever takes it. */
  chain?: Chain;
}

/** A compensation one of whose handlers is done. */
export interface Continuation {
  kind: 'compensation';
  holder: number;
  cause: number;
  chain?: Chain;
}

export type Moving = Entry | Signal | Continuation;

/** What moves, first come, first served: so that neither long paths nor ten thousand rounds need a deep stack. */
export class MovingQueue {
  private all: Moving[] = [];
  private next = 0;

  push(moving: Moving): void {
    this.all.push(moving);
  }

  shift(): Moving | undefined {
    const moving = this.all[this.next++];
    if (moving) return moving;
    this.all = [];
    this.next = 0;
    return undefined;
  }

  /** Takes back the tokens on their way into a scope. */
  forget(scope: number): Entry[] {
    const gone: Entry[] = [];
    const left: Moving[] = [];
    for (const moving of this.all.slice(this.next)) {
      if (moving.kind === 'token' && moving.scope === scope) gone.push(moving);
      else left.push(moving);
    }
    this.all = left;
    this.next = 0;
    return gone;
  }
}
