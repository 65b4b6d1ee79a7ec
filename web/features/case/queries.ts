import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getCase, getCaseMap, listCases } from '../../../api/contract/cases.ts';
import { call } from '../../lib/api/call.ts';

export function caseQuery(instance: string) {
  return queryOptions({ queryKey: ['case', instance], queryFn: ({ signal }) => call(getCase, { params: { instance }, signal }) });
}

export function caseMapQuery(instance: string) {
  return queryOptions({ queryKey: ['case', instance, 'map'], queryFn: ({ signal }) => call(getCaseMap, { params: { instance }, signal }) });
}

/** Whether there are cases without a record that he may see: for a link, so it is seldom asked and nothing that happens asks it again. */
export function anyCaseQuery() {
  return queryOptions({
    queryKey: ['anyCase'],
    queryFn: async ({ signal }) => (await call(listCases, { query: { limit: 1 }, signal })).items.length > 0,
    // A no may become a yes; hardly the other way round.
    staleTime: (query) => (query.state.data ? 30 : 5) * 60_000,
    gcTime: 30 * 60_000,
    refetchOnWindowFocus: false,
  });
}

export interface CasesSearch {
  process?: string;
  stuck?: boolean;
}

export function casesQuery({ process, stuck }: CasesSearch) {
  return infiniteQueryOptions({
    queryKey: ['cases', process ?? '', stuck ?? false],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      call(listCases, { query: { process, ...(stuck ? { stuck: 'true' as const } : {}), cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
