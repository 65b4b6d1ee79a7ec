import type { Problem } from '../../../api/contract/problem.ts';
import { createStore } from '../store.ts';

export interface Refusal {
  task: string;
  title: string;
  problem: Problem;
}

/** Completions the server said no to, until they are mended or put aside. */
export const refusals = createStore<readonly Refusal[]>([]);

export function forgetRefusal(task: string): void {
  refusals.set((all) => all.filter((each) => each.task !== task));
}
