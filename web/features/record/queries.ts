import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { addNote, changeRecord, getRecord, recordMap } from '../../../api/contract/records.ts';
import { call } from '../../lib/api/call.ts';

export function recordQuery(record: string) {
  return queryOptions({ queryKey: ['record', record], queryFn: ({ signal }) => call(getRecord, { params: { record }, signal }) });
}

export function mapQuery(record: string) {
  return queryOptions({ queryKey: ['record', record, 'map'], queryFn: ({ signal }) => call(recordMap, { params: { record }, signal }) });
}

export function useChangeRecord(record: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: number; patch: Record<string, unknown> }) => call(changeRecord, { params: { record }, body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['record', record] });
      void queries.invalidateQueries({ queryKey: ['records'] });
    },
  });
}

export function useAddNote(record: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => call(addNote, { params: { record }, body: { text } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['record', record, 'history'] }),
  });
}
