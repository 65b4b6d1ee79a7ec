import { queryOptions } from '@tanstack/react-query';
import { listStages } from '../../api/contract/records.ts';
import { call } from './api/call.ts';

/** Stages of a kind of record, in the reader's language, with counts. */
export function stagesQuery(type: string) {
  return queryOptions({ queryKey: ['stages', type], queryFn: () => call(listStages, { query: { type } }), staleTime: 60_000 });
}
