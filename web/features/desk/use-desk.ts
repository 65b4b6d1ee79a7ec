import { queryOptions, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { desk } from '../../../api/contract/operations.ts';
import { suggestAssignees } from '../../../api/contract/tasks.ts';
import { call } from '../../lib/api/call.ts';

export type Desk = z.output<typeof desk.reply>;
export type DeskRow = Desk['late'][number];
export type IncidentRow = Desk['stuck'][number];

/** Live events make it stale; the interval is for what time alone changes (soon becomes late). */
export function deskQuery(team: string | undefined) {
  return queryOptions({
    queryKey: ['desk', team ?? ''],
    queryFn: ({ signal }) => call(desk, { query: team ? { team } : {}, signal }),
    refetchInterval: 30_000,
    placeholderData: (before) => before,
  });
}

export function useDeskCount(): number | null {
  const counts = useQuery({ ...deskQuery(undefined), select: (data) => data.counts.late + data.counts.nobody + data.counts.stuck });
  return counts.data ?? null;
}

export function useSuggestions(task: string, enabled: boolean) {
  return useQuery({
    queryKey: ['suggestions', task],
    queryFn: ({ signal }) => call(suggestAssignees, { params: { task }, signal }),
    enabled,
    staleTime: 10_000,
  });
}
