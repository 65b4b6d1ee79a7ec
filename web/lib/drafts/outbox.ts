import { completeTask } from '../../../api/contract/tasks.ts';
import { call } from '../api/call.ts';
import { queries } from '../api/client.ts';
import { offlineSince } from '../api/online.ts';
import { isOffline, problemOf } from '../api/problem.ts';
import { noteRecent } from '../shell-state.ts';
import { createStore } from '../store.ts';
import { refusals } from './refusals.ts';
import { settleSaving } from './saving.ts';
import { forgetHere } from './task-draft.ts';

export interface Completion {
  task: string;
  title: string;
  /** Same key on each try: the server does it once. */
  key: string;
  /** Said once the server has taken it. */
  done?: string;
  body: { outcome?: string; values: Record<string, unknown>; note?: string; checklist?: string[]; evidence?: Record<string, string> };
}

const stored = 'perennial.outbox';

function read(): readonly Completion[] {
  try {
    return JSON.parse(localStorage.getItem(stored) ?? '[]') as Completion[];
  } catch {
    return [];
  }
}

/** Completions the server has not answered yet, oldest first; they survive a reload. */
export const outbox = createStore<readonly Completion[]>(read());
outbox.subscribe(() => localStorage.setItem(stored, JSON.stringify(outbox.get())));

const completed = new Set<string>();

/** `sending`: all that was typed is on its way within the completion; `completed`: nothing is left to be saved. */
export function completionState(task: string): 'sending' | 'completed' | null {
  if (outbox.get().some((each) => each.task === task)) return 'sending';
  return completed.has(task) ? 'completed' : null;
}

const againMs = 5_000;
let sending = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Takes a completion and sends it as soon as the server is reached. A refusal does not pull anybody off his case: it is put down in
 * `refusals`, the draft stays.
 */
export async function send(completion: Completion): Promise<void> {
  outbox.set((all) => [...all.filter((each) => each.task !== completion.task), completion]);
  refusals.set((all) => all.filter((each) => each.task !== completion.task));
  await flush();
}

export async function flush(): Promise<void> {
  clearTimeout(timer);
  if (sending) return;
  sending = true;
  try {
    for (let next = outbox.get()[0]; next; next = outbox.get()[0]) {
      if (!(await attempt(next))) {
        timer = setTimeout(() => void flush(), againMs);
        return;
      }
    }
  } finally {
    sending = false;
  }
}

/** False = not reached, to be tried again. */
async function attempt(completion: Completion): Promise<boolean> {
  const settled = () => outbox.set((all) => all.filter((each) => each.key !== completion.key));
  try {
    await call(completeTask, { params: { task: completion.task }, body: completion.body, idempotencyKey: completion.key });
    forgetHere(completion.task);
    completed.add(completion.task);
    settled();
    // Its form is left by now and says nothing any more.
    settleSaving(completion.task, 'saved');
    if (completion.done) noteRecent(completion.done);
  } catch (error) {
    if (isOffline(error)) return false;
    settled();
    settleSaving(completion.task, 'onlyHere');
    refusals.set((all) => [...all, { task: completion.task, title: completion.title, problem: problemOf(error) }]);
  }
  for (const key of ['tasks', 'records', 'figures', 'desk']) void queries.invalidateQueries({ queryKey: [key] });
  void queries.invalidateQueries({ queryKey: ['task', completion.task] });
  void queries.invalidateQueries({ queryKey: ['record'] });
  return true;
}

// Any call that gets through says that the server is back.
offlineSince.subscribe(() => {
  if (offlineSince.get() === null && outbox.get().length > 0) void flush();
});
