import { createStore } from './store.ts';

const stored = 'perennial.rail';
/** Rail folded to icons; kept on this computer. */
export const railFolded = createStore(localStorage.getItem(stored) === 'folded');
railFolded.subscribe(() => localStorage.setItem(stored, railFolded.get() ? 'folded' : 'open'));

export type Sheet = 'help' | 'notices' | 'more' | null;
/** The one side sheet that is open. */
export const sheet = createStore<Sheet>(null);

export interface Recent {
  id: string;
  text: string;
  at: number;
}
/** What was done lately from this tab, newest first: shown in the status line. */
export const recent = createStore<readonly Recent[]>([]);

export function noteRecent(text: string): void {
  recent.set((all) => [{ id: crypto.randomUUID(), text, at: Date.now() }, ...all].slice(0, 20));
}
