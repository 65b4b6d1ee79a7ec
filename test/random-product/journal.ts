import type { Actor, Command } from '../../engine/contract/index.ts';

/** What a client asked, under the id that the product keeps it by. */
export interface Entry {
  instanceId: string;
  command: Command;
  actor: Actor;
  /** What the stored hash is taken of, where that is not the command itself. */
  content: unknown;
  /** Answered that it was done. */
  accepted: boolean;
}

/** The test's own record of client commands: the product stores their hashes, not their content. */
export class Journal {
  readonly entries = new Map<string, Entry>();
  /** Refusals by code. */
  readonly refused = new Map<string, number>();
  /** Calls that were never answered in time, or by a fault. */
  readonly faults: string[] = [];

  enter(commandId: string, entry: Omit<Entry, 'accepted'>): Entry {
    const full = { ...entry, accepted: false };
    this.entries.set(commandId, full);
    return full;
  }

  refuse(code: string): void {
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
  }
}
