import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { historyQuery } from '../history/history.tsx';
import { taskQuery } from '../task/queries.ts';
import type { InboxRow } from './use-rows.ts';

const ahead = 3;

/** The next three cases are there before they are wanted. */
export function usePrefetchNext(rows: readonly InboxRow[], at: number): void {
  const queries = useQueryClient();
  const coming = rows.slice(at + 1, at + 1 + ahead);
  const ids = coming.map((row) => row.id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids say which rows
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const row of coming) {
        void queries.prefetchQuery({ ...taskQuery(row.id), staleTime: 30_000 });
        if (row.record) void queries.prefetchInfiniteQuery({ ...historyQuery({ record: row.record.id }, 'all'), staleTime: 30_000 });
      }
    }, 300);
    return () => clearTimeout(timer);
  }, [ids, queries]);
}
