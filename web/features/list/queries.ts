import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listRecords } from '../../../api/contract/records.ts';
import { call } from '../../lib/api/call.ts';
import type { ListSearch } from './search.ts';

export function useRecords(search: ListSearch) {
  return useInfiniteQuery({
    queryKey: ['records', search],
    queryFn: ({ pageParam, signal }) =>
      call(listRecords, { query: { ...search, type: search.type ?? 'lead', cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
