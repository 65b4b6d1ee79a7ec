import { createStore } from '../store.ts';

type Saving = 'saved' | 'saving' | 'onlyHere' | 'notSaved';

/**
 * `saved`: here and on the server; `saving`: on its way; `onlyHere`: kept in this browser, the server did not take it yet;
 * `notSaved`: on this page only.
 */
export const savingState = createStore<Saving>('saved');

/** What was last said to be on its way: a task, or null = said by a page that speaks for itself alone. */
let source: string | null = null;

/** Says how it stands with what was typed into a task last. */
export function noteSaving(task: string, state: Saving): void {
  source = task;
  savingState.set(state);
}

/** An answer that comes late speaks for its own task only: what is being typed into the next one is not saved by it. */
export function settleSaving(task: string, state: 'saved' | 'onlyHere'): void {
  if (source === task) savingState.set(state);
}
