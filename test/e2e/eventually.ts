import { expect } from 'vitest';

export interface Eventual {
  toBe(expected: unknown): Promise<void>;
  toEqual(expected: unknown): Promise<void>;
  toMatch(expected: RegExp): Promise<void>;
}

/** Waits until what is asked comes true; generous, since nothing here measures time. */
export function eventually(ask: () => unknown): Eventual {
  return expect.poll(ask, { timeout: 30_000, interval: 100 }) as unknown as Eventual;
}
