import v8 from 'node:v8';
import type { Token } from './protocol.ts';

const mostValues = 5_000;

/** What a child keeps of what it was sent. Everything may be dropped at any time: the parent sends it again. */
export class ValueStore {
  private values = new Map<Token, unknown>();

  put(token: Token, value: unknown): void {
    this.values.set(token, value);
  }

  get(token: Token): unknown {
    return this.values.get(token);
  }

  has(token: Token): boolean {
    return this.values.has(token);
  }

  /** Called after each task: keeps far from the memory limit, which would kill the child. @returns true when everything was dropped. */
  trim(): boolean {
    const { used_heap_size, heap_size_limit } = v8.getHeapStatistics();
    if (this.values.size <= mostValues && used_heap_size <= heap_size_limit * 0.5) return false;
    this.values = new Map();
    return true;
  }
}
