import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getCase, getCaseMap, listCases } from '../../../api/contract/cases.ts';
import { call } from '../../lib/api/call.ts';

export function caseQuery(instance: string) {
  return queryOptions({ queryKey: ['case', instance], queryFn: ({ signal }) => call(getCase, { params: { instance }, signal }) });
}

export function caseMapQuery(instance: string) {
  return queryOptions({ queryKey: ['case', instance, 'map'], queryFn: ({ signal }) => call(getCaseMap, { params: { instance }, signal }) });
}

export interface CasesSearch {
  process?: string;
  stuck?: boolean;
}

export function casesQuery({ process, stuck }: CasesSearch) {
  return infiniteQueryOptions({
    queryKey: ['case', 'list', process ?? '', stuck ?? false],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      call(listCases, { query: { process, ...(stuck ? { stuck: 'true' as const } : {}), cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
