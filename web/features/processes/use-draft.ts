import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type PackageFile, saveDraftFiles } from '../../../api/contract/processes.ts';
import { call } from '../../lib/api/call.ts';
import { offlineSince } from '../../lib/api/online.ts';
import { ApiError } from '../../lib/api/problem.ts';
import { savingState } from '../../lib/drafts/saving.ts';

interface Stored {
  revision: number;
  savedAt: string;
  basedOn: number | null;
  files: PackageFile[];
}

export interface Conflict {
  /** Null = nobody knows any more. */
  by: string | null;
  at: string | null;
  revision: number;
  /** What the other one saved. */
  files: PackageFile[];
}

export interface DraftState {
  /** Files the designer loads when `loadKey` changes. */
  loaded: PackageFile[];
  loadKey: string;
  state: 'saved' | 'saving' | 'failed';
  savedAt: number | null;
  changed: boolean;
  conflict: Conflict | null;
  /** The files as they are now, saved or not. */
  current(): PackageFile[];
  change(files: PackageFile[]): void;
  /** Saves what is not saved yet; gives the revision that stands, or undefined when it could not be saved. */
  flush(): Promise<number | undefined>;
  takeTheirs(): void;
  keepMine(): void;
  /** Mine, put aside by taking theirs, comes back on top of theirs; absent = there is nothing to bring back. */
  bringBack: (() => void) | undefined;
  /** The draft was published: the next stroke begins a new one. */
  published(revision: number): void;
}

const pauseMs = 800;
const onTheirWay = new Map<string, Promise<unknown>>();

/** Comes when nothing of this draft is on its way any more: whoever leaves and comes back at once finds his last stroke. */
export async function draftSaved(key: string): Promise<void> {
  await onTheirWay.get(key);
}

/**
 * Saves the draft a moment after each change, one save at a time, each at the revision it was made on. When somebody saved in between,
 * nothing is overwritten: the conflict names who and when, and both versions stay until one is chosen.
 */
export function useDraft(key: string, stored: Stored): DraftState {
  const queries = useQueryClient();
  const revision = useRef(stored.revision);
  const now = useRef(stored.files);
  const pending = useRef<PackageFile[] | null>(null);
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const left = useRef(false);
  const [view, setView] = useState({
    state: 'saved' as DraftState['state'],
    // Revision 0 is the version that runs: nobody saved a draft yet.
    savedAt: stored.revision > 0 ? Date.parse(stored.savedAt) : null,
    changed: false,
    conflict: null as Conflict | null,
    aside: null as PackageFile[] | null,
    load: 0,
    loaded: stored.files,
  });

  const save = useCallback(async (): Promise<void> => {
    while (pending.current) {
      const files = pending.current;
      pending.current = null;
      setView((before) => ({ ...before, state: 'saving' }));
      try {
        const answer = await call(saveDraftFiles, { params: { process: key }, body: { revision: revision.current, files } });
        revision.current = answer.revision;
        setView((before) => ({ ...before, state: 'saved', savedAt: Date.parse(answer.savedAt), changed: true }));
        void queries.invalidateQueries({ queryKey: ['processes'] });
      } catch (error) {
        pending.current ??= files;
        const conflict = error instanceof ApiError && error.status === 409 ? conflictOf(error) : null;
        setView((before) => ({ ...before, state: 'failed', conflict }));
        return;
      }
    }
  }, [key, queries]);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    running.current = (running.current ?? Promise.resolve()).then(save);
    onTheirWay.set(key, running.current);
    await running.current;
    return pending.current ? undefined : revision.current;
  }, [key, save]);

  const change = useCallback(
    (files: PackageFile[]) => {
      setView((before) => (before.aside ? { ...before, aside: null } : before));
      pending.current = files;
      now.current = files;
      clearTimeout(timer.current);
      if (left.current) void flush();
      else timer.current = setTimeout(() => void flush(), pauseMs);
    },
    [flush],
  );

  useEffect(() => {
    left.current = false;
    const onLeave = (event: BeforeUnloadEvent) => pending.current && event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      left.current = true;
      void flush();
    };
  }, [flush]);

  useEffect(() => savingState.set(view.state === 'failed' ? 'notSaved' : view.state), [view.state]);
  useEffect(() => () => savingState.set('saved'), []);
  // What could not be sent goes as soon as the server can be reached again.
  useEffect(() => offlineSince.subscribe(() => void (offlineSince.get() === null && pending.current && flush())), [flush]);

  return {
    loaded: view.loaded,
    loadKey: `${key}-${view.load}`,
    state: view.state,
    savedAt: view.savedAt,
    changed: view.changed || stored.basedOn === null,
    conflict: view.conflict,
    current: () => now.current,
    change,
    flush,
    takeTheirs() {
      const { conflict } = view;
      if (!conflict) return;
      clearTimeout(timer.current);
      const mine = now.current;
      pending.current = null;
      now.current = conflict.files;
      revision.current = conflict.revision;
      setView((before) => ({
        ...before,
        conflict: null,
        aside: mine,
        state: 'saved',
        savedAt: conflict.at ? Date.parse(conflict.at) : before.savedAt,
        changed: conflict.revision > 0,
        load: before.load + 1,
        loaded: conflict.files,
      }));
    },
    keepMine() {
      if (view.conflict) revision.current = view.conflict.revision;
      setView((before) => ({ ...before, conflict: null }));
      void flush();
    },
    bringBack: view.aside
      ? () => {
          const mine = view.aside ?? now.current;
          setView((before) => ({ ...before, load: before.load + 1, loaded: mine }));
          change(mine);
        }
      : undefined,
    published(published) {
      // Saved on since: that draft stays.
      if (revision.current !== published) return;
      revision.current = 0;
      setView((before) => ({ ...before, changed: false, savedAt: null }));
    },
  };
}

/** The refusal `draftConflict` names who saved which revision when, with that revision's files. */
function conflictOf(error: ApiError): Conflict | null {
  const { revision, savedBy, savedAt, stored } = (error.problem.params ?? {}) as {
    revision?: number;
    savedBy?: { name: string } | null;
    savedAt?: string;
    stored?: PackageFile[];
  };
  if (revision === undefined || !stored) return null;
  return { by: savedBy?.name ?? null, at: savedAt ?? null, revision, files: stored };
}
