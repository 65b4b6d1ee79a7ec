import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listNotifications, readNotification } from '../../../api/contract/operations.ts';
import { call } from '../../lib/api/call.ts';

export function useNotices() {
  return useQuery({ queryKey: ['notices'], queryFn: () => call(listNotifications, { query: { limit: 100 } }), staleTime: 60_000 });
}

/** Only what needs the reader is counted. */
export function useNeedsYou(): number {
  return useNotices().data?.items.filter((item) => item.kind === 'needsYou' && !item.read).length ?? 0;
}

export function useReadNotice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (notification: string) => call(readNotification, { params: { notification } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}
