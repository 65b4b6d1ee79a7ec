import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type PackageFile, saveDraftFiles } from '../../../api/contract/processes.ts';
import { call } from '../../lib/api/call.ts';
import { ApiError } from '../../lib/api/problem.ts';

interface Stored {
  revision: number;
  savedAt: string;
  basedOn: number | null;
  files: PackageFile[];
}

export interface Conflict {
  by: string;
  at: string | null;
  revision: number;
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
}

const pauseMs = 800;

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
  const [view, setView] = useState({
    state: 'saved' as DraftState['state'],
    savedAt: Date.parse(stored.savedAt) || null,
    changed: false,
    conflict: null as Conflict | null,
    load: 0,
    loaded: stored.files,
  });
  const latest = useRef(stored);
  latest.current = stored;

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
    await running.current;
    return pending.current ? undefined : revision.current;
  }, [save]);

  const change = useCallback(
    (files: PackageFile[]) => {
      pending.current = files;
      now.current = files;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pauseMs);
    },
    [flush],
  );

  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => pending.current && event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      void flush();
    };
  }, [flush]);

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
      pending.current = null;
      now.current = latest.current.files;
      revision.current = latest.current.revision;
      setView((before) => ({ ...before, conflict: null, state: 'saved', load: before.load + 1, loaded: latest.current.files }));
    },
    keepMine() {
      if (view.conflict) revision.current = view.conflict.revision;
      setView((before) => ({ ...before, conflict: null }));
      void flush();
    },
  };
}

function conflictOf(error: ApiError): Conflict {
  const params = (error.problem.params ?? {}) as { by?: unknown; at?: unknown; revision?: unknown; stored?: { revision?: unknown } };
  return {
    by: String(params.by ?? ''),
    at: typeof params.at === 'string' ? params.at : null,
    revision: Number(params.revision ?? params.stored?.revision ?? 0),
  };
}
