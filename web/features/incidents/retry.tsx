import { Button } from '@mantine/core';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { useRetry } from './use-retry.ts';

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
  const retry = useRetry(incident.id, title, record);
  if (!incident.retryable || !me.rights.includes('incident:retry')) return null;
  return (
    <span className={className}>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`${t('desk.retry')}: ${title}`}
        loading={retry.isPending}
        onClick={() => retry.mutate(undefined)}
      >
        {t('desk.retry')}
      </Button>
      {retry.isError && <InlineProblem error={retry.error} />}
    </span>
  );
}
