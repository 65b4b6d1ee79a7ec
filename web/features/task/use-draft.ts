import { useCallback, useEffect, useRef, useState } from 'react';
import { saveDraft, type TaskDetail } from '../../../api/contract/tasks.ts';
import { call } from '../../lib/api/call.ts';
import { offlineSince } from '../../lib/api/online.ts';
import { serverNow } from '../../lib/clock.ts';
import { completionState } from '../../lib/drafts/outbox.ts';
import { noteSaving, settleSaving } from '../../lib/drafts/saving.ts';
import { keepHere, keptHere, newestDraft, type TaskDraft, typedAt } from '../../lib/drafts/task-draft.ts';

export interface Draft {
  draft: TaskDraft;
  change: (patch: Partial<TaskDraft>) => void;
  setValue: (key: string, value: unknown, words?: string) => void;
  /** When it was last kept, and whether the server has it too. */
  savedAt: number | null;
  onServer: boolean;
  touched: boolean;
}

const everyMs = 1000;

/** What is typed into a task: kept here at once and on the server each second, and found again after a reload or on another computer. */
export function useDraft(task: TaskDetail, onFirstTouch: () => void): Draft {
  const [draft, setDraft] = useState(() => newestDraft(keptHere(task.id), task.draft, task.draftSavedAt));
  const [savedAt, setSavedAt] = useState<number | null>(() => (task.draftSavedAt ? Date.parse(task.draftSavedAt) : null));
  const [onServer, setOnServer] = useState(true);
  const [touched, setTouched] = useState(false);
  const latest = useRef(draft);
  const latestAt = useRef(keptHere(task.id)?.at ?? 0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const alive = useRef(true);
  const open = useRef(true);
  open.current = task.status === 'open';

  const push = useCallback(() => {
    timer.current = undefined;
    // Nothing is left to save in what has ended.
    if (!open.current) return settleSaving(task.id, 'saved');
    const state = completionState(task.id);
    // Refused, it is saved then (here, or when the case is opened again); taken, nothing is left to save: its answer says so.
    if (state === 'sending' && alive.current) timer.current = setTimeout(push, everyMs);
    if (state === 'completed') settleSaving(task.id, 'saved');
    if (state) return;
    const sent = latest.current;
    call(saveDraft, { params: { task: task.id }, body: { draft: { ...sent, at: latestAt.current } } }).then(
      ({ savedAt }) => {
        if (sent === latest.current) settleSaving(task.id, 'saved');
        if (!alive.current) return;
        setSavedAt(Date.parse(savedAt));
        setOnServer(true);
      },
      () => {
        if (completionState(task.id)) return;
        settleSaving(task.id, 'onlyHere');
        if (alive.current) setOnServer(false);
      },
    );
  }, [task.id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the server's copy counts as it was when the form opened
  useEffect(() => {
    alive.current = true;
    // Typed just before a reload, or while the server was away: the server gets it now.
    const kept = keptHere(task.id);
    if (kept && kept.at > typedAt(task.draft, task.draftSavedAt)) timer.current ??= setTimeout(push, 0);
    return () => {
      alive.current = false;
      // Leaving the case sends what the second had not yet.
      if (timer.current) {
        clearTimeout(timer.current);
        push();
      }
    };
  }, [push]);

  useEffect(() => {
    if (onServer) return;
    return offlineSince.subscribe(() => {
      if (offlineSince.get() === null) push();
    });
  }, [onServer, push]);

  const change = useCallback(
    (patch: Partial<TaskDraft>) => {
      const next = { ...latest.current, ...patch };
      latest.current = next;
      setDraft(next);
      const now = serverNow();
      latestAt.current = now;
      if (keepHere(task.id, next, now)) setSavedAt(now);
      noteSaving(task.id, 'saving');
      timer.current ??= setTimeout(push, everyMs);
      setTouched((before) => {
        if (!before) onFirstTouch();
        return true;
      });
    },
    [task.id, push, onFirstTouch],
  );

  const setValue = useCallback(
    (key: string, value: unknown, words?: string) => {
      const { values, words: before } = latest.current;
      change({ values: { ...values, [key]: value }, ...(words === undefined ? {} : { words: { ...before, [key]: words } }) });
    },
    [change],
  );
  return { draft, change, setValue, savedAt, onServer, touched };
}
