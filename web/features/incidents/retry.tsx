import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retryIncident } from '../../../api/contract/operations.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { call } from '../../lib/api/call.ts';
import { useMe } from '../../lib/session.ts';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';

interface Props {
  incident: { id: string; retryable: boolean };
  /** What is stuck, for the button's name and for what was done last. */
  title: string;
  record: string | null;
  className?: string;
}

/** Tries it again, for who may; what fails again comes back as a new incident. */
export function Retry({ incident, title, record, className }: Props) {
  const { t } = useText();
  const me = useMe();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call(retryIncident, { params: { incident: incident.id }, body: {} }),
    onSuccess: () => noteRecent(t('incident.retried', { case: title })),
    onSettled: () =>
      Promise.all(
        [['desk'], ['incidents'], ['case'], ['cases'], ['notices'], ...(record ? [['record', record]] : [])].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
  if (!incident.retryable || !me.rights.includes('incident:retry')) return null;
  return (
    <span className={className}>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`${t('desk.retry')}: ${title}`}
        loading={retry.isPending}
        onClick={() => retry.mutate()}
      >
        {t('desk.retry')}
      </Button>
      {retry.isError && <InlineProblem error={retry.error} />}
    </span>
  );
}
