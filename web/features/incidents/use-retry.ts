import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getIncident, retryIncident } from '../../../api/contract/operations.ts';
import { call } from '../../lib/api/call.ts';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { outcomeOf, outcomeText } from './retry-outcome.ts';

/** Tries it again, with changed variables if given; the status line says what became of it. */
export function useRetry(incident: string, title: string, record: string | null) {
  const { t } = useText();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all(
      [['desk'], ['incidents'], ['case'], ['cases'], ['notices'], ...(record ? [['record', record]] : [])].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const follow = async () => {
    try {
      const told = await outcomeOf(() => call(getIncident, { params: { incident } }));
      noteRecent(outcomeText(told, title, t));
      await refresh();
    } catch {
      // It was tried again, which is said already; what became of it the case shows.
    }
  };
  return useMutation({
    mutationFn: (variables: Record<string, unknown> | undefined) =>
      call(retryIncident, { params: { incident }, body: variables ? { variables } : {} }),
    onSuccess: () => {
      noteRecent(t('incident.retried', { case: title }));
      void follow();
    },
    onSettled: refresh,
  });
}
