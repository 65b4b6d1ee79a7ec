import { IconAlertOctagon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../lib/clock.ts';
import { distance } from '../../lib/format/distance.ts';
import { useText } from '../../lib/text/text.ts';
import { Retry } from '../incidents/retry.tsx';
import classes from './desk.module.css';
import type { IncidentRow } from './use-desk.ts';

/** A case that cannot go on by itself: what happened, since when, and Retry. */
export function IncidentRowView({ incident }: { incident: IncidentRow }) {
  const { t } = useText();
  const now = useNow();
  const title = incident.record?.title ?? incident.process;
  const what = incident.text;
  return (
    <li className={classes.item}>
      <div className={`${classes.row} ${classes.incident}`}>
        <span className="line quiet nowrap">
          <IconAlertOctagon size={16} aria-hidden="true" />
          {distance(now - Date.parse(incident.at), t)}
        </span>
        <Link
          to={incident.record ? `/records/${incident.record.id}` : `/cases/${encodeURIComponent(incident.instanceId)}`}
          className={classes.title}
          title={title}
        >
          {title}
        </Link>
        <span className={classes.step}>
          {incident.elementName ?? incident.element ?? ''}
          {incident.record && <span className="quiet small"> {incident.process}</span>}
        </span>
        <span className="soft" title={incident.message}>
          {what}
          {incident.detail && (
            <span className={`${classes.said} quiet small`} title={incident.message}>
              {incident.detail}
            </span>
          )}
        </span>
        <Retry incident={incident} title={title} record={incident.record?.id ?? null} className={classes.action} />
      </div>
    </li>
  );
}
