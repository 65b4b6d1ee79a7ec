import { infiniteQueryOptions } from '@tanstack/react-query';
import { listIncidents } from '../../../api/contract/operations.ts';
import { call } from '../../lib/api/call.ts';

export interface StuckSearch {
  /** Its key; absent = all. */
  process?: string;
}

export function stuckQuery({ process }: StuckSearch) {
  return infiniteQueryOptions({
    queryKey: ['incidents', process ?? ''],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      call(listIncidents, { query: { process, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
