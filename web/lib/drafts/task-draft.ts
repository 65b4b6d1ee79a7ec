/** What a person has put into a task's form and not sent. */
export interface TaskDraft {
  outcome: string | null;
  note: string;
  values: Record<string, unknown>;
  /** Call-backs as typed, by field: the words stay even while they mean nothing yet. */
  words: Record<string, string>;
  checklist: string[];
  /** Evidence item -> file. */
  evidence: Record<string, { id: string; name: string; size: number }>;
}

export const emptyDraft: TaskDraft = { outcome: null, note: '', values: {}, words: {}, checklist: [], evidence: {} };

interface Kept {
  draft: TaskDraft;
  at: number;
}

const prefix = 'perennial.draft.';

export function keepHere(task: string, draft: TaskDraft, at: number): boolean {
  try {
    localStorage.setItem(prefix + task, JSON.stringify({ draft, at } satisfies Kept));
    return true;
  } catch {
    // Storage full or forbidden: the server's copy must do.
    return false;
  }
}

export function forgetHere(task: string): void {
  localStorage.removeItem(prefix + task);
}

export function keptHere(task: string): Kept | null {
  const text = localStorage.getItem(prefix + task);
  if (!text) return null;
  try {
    const kept = JSON.parse(text) as Kept;
    return { draft: readDraft(kept.draft as unknown as Record<string, unknown>), at: Number(kept.at) || 0 };
  } catch {
    return null;
  }
}

/** A draft from the server, or from an older version of this page: what does not fit is left out. */
export function readDraft(stored: Record<string, unknown> | null): TaskDraft {
  if (!stored) return emptyDraft;
  const object = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  const words = Object.entries(object(stored.words)).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const evidence = Object.entries(object(stored.evidence)).filter(([, file]) => typeof object(file).id === 'string');
  return {
    outcome: typeof stored.outcome === 'string' ? stored.outcome : null,
    note: typeof stored.note === 'string' ? stored.note : '',
    values: object(stored.values),
    words: Object.fromEntries(words),
    checklist: Array.isArray(stored.checklist) ? stored.checklist.filter((item) => typeof item === 'string') : [],
    evidence: Object.fromEntries(evidence) as TaskDraft['evidence'],
  };
}

/**
 * When the server's copy was typed, epoch milliseconds. The moment it was saved says less: on a slow line a copy is saved after the
 * words that it lacks were typed.
 */
export function typedAt(server: Record<string, unknown> | null, savedAt: string | null): number {
  return typeof server?.at === 'number' ? server.at : Date.parse(savedAt ?? '1970-01-01');
}

/** The newer of both copies. */
export function newestDraft(here: Kept | null, server: Record<string, unknown> | null, savedAt: string | null): TaskDraft {
  if (here && (!server || here.at >= typedAt(server, savedAt))) return here.draft;
  return server ? readDraft(server) : (here?.draft ?? emptyDraft);
}
