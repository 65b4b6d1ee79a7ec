import { Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { useNow } from '../../lib/clock.ts';
import { distance } from '../../lib/format/distance.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './desk.module.css';
import { type IncidentRow, useRetry } from './use-desk.ts';

/** A case that cannot go on by itself: what happened, since when, and Retry. */
export function IncidentRowView({ incident }: { incident: IncidentRow }) {
  const { t } = useText();
  const now = useNow();
  const retry = useRetry();
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <span className="line quiet">
          <IconAlertOctagon size={16} aria-hidden="true" />
          {distance(now - Date.parse(incident.at), t)}
        </span>
        {incident.record ? (
          <Link to="/records/$id" params={{ id: incident.record.id } as never} className={classes.title}>
            {incident.record.title}
          </Link>
        ) : (
          <span className={classes.title}>{incident.instanceId}</span>
        )}
        <span className={`cut ${classes.step}`}>{incident.elementName ?? incident.element ?? ''}</span>
        <span className="quiet cut">{incident.process}</span>
        <span className="soft cut" title={incident.message}>
          {incident.message}
        </span>
        {incident.retryable && (
          <Button
            variant="default"
            size="compact-sm"
            className={classes.action}
            loading={retry.isPending}
            onClick={() => retry.mutate(incident.id)}
          >
            {t('desk.retry')}
          </Button>
        )}
      </div>
      {retry.isError && <InlineProblem error={retry.error} />}
    </li>
  );
}
