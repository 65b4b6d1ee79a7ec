import {
  IconAlertTriangle,
  IconBolt,
  IconCheckbox,
  IconFile,
  IconMail,
  IconNote,
  IconPencil,
  IconPhone,
  IconRoute,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { HistoryEntry } from '../../../api/contract/records.ts';
import { useNow } from '../../lib/clock.ts';
import { dayMonth, daysApart, moment, time, weekday } from '../../lib/format/dates.ts';
import { useReadable } from '../../lib/format/readable.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './history.module.css';

const icons: Record<HistoryEntry['kind'], TablerIcon> = {
  call: IconPhone,
  mail: IconMail,
  stage: IconRoute,
  data: IconPencil,
  auto: IconBolt,
  task: IconCheckbox,
  file: IconFile,
  intake: IconWorld,
  incident: IconAlertTriangle,
  note: IconNote,
};

export function Entry({ entry, withActor }: { entry: HistoryEntry; withActor: boolean }) {
  const { t } = useText();
  const readable = useReadable();
  const [open, setOpen] = useState(false);
  const Icon = icons[entry.kind];
  return (
    <li className={classes.entry}>
      <When at={Date.parse(entry.at)} />
      <Icon size={16} aria-hidden="true" />
      <div className="grow">
        {entry.children.length > 0 ? (
          <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            {entry.text}
          </button>
        ) : (
          <p>{entry.text}</p>
        )}
        {entry.changes.map((change) => (
          <p key={change.field}>
            {change.label}: <span className="quiet">{change.old === null ? t('history.empty') : readable(change.old)}</span> &gt;{' '}
            <span className="medium">{change.new === null ? t('history.empty') : readable(change.new)}</span>
          </p>
        ))}
        {entry.note && <p className={classes.note}>{entry.note}</p>}
        {open && (
          <ul className={classes.children}>
            {entry.children.map((child) => (
              <li key={`${child.at} ${child.text}`}>{child.text}</li>
            ))}
          </ul>
        )}
      </div>
      {withActor && entry.actor && <span className={classes.actor}>{entry.actor.name}</span>}
    </li>
  );
}

/** `Today 09:46`, `Mon 17:29`, `14 Oct`; the whole moment as a tooltip. */
function When({ at }: { at: number }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow(60_000);
  const apart = daysApart(at, now, me.zone);
  const hour = time(at, locale, me.zone);
  const shown =
    apart === 0
      ? t('day.today', { time: hour })
      : apart === -1
        ? t('day.yesterday', { time: hour })
        : apart > -7 && apart < 7
          ? `${weekday(at, locale, me.zone)} ${hour}`
          : dayMonth(at, locale, me.zone, now);
  return (
    <time className={classes.when} dateTime={new Date(at).toISOString()} title={moment(at, locale, me.zone, now)}>
      {shown}
    </time>
  );
}
