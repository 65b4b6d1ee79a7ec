import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { listTasks } from '../../../api/contract/tasks.ts';
import { call } from '../../lib/api/call.ts';
import { useMe } from '../../lib/session.ts';
import type { InboxView } from './search.ts';

export function useTasks(view: InboxView, q: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['tasks', view, q ?? ''],
    queryFn: ({ pageParam, signal }) => call(listTasks, { query: { view, q, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

/** For the rail: how many wait today. */
export function useTodayCount(): number | null {
  const may = useMe().rights.includes('task:work');
  const counts = useQuery({
    queryKey: ['tasks', 'count'],
    queryFn: () => call(listTasks, { query: { view: 'today', limit: 1 } }),
    enabled: may,
    select: (page) => page.counts.today,
  });
  return counts.data ?? null;
}
