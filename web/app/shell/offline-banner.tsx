import { IconCloudOff } from '@tabler/icons-react';
import { offlineSince } from '../../lib/api/online.ts';
import { outbox } from '../../lib/drafts/outbox.ts';
import { time } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './shell.module.css';

export function OfflineBanner() {
  const { t, locale } = useText();
  const me = useMe();
  const since = useStore(offlineSince);
  const unsent = useStore(outbox).length;
  if (since === null && unsent === 0) return null;
  return (
    <div className={classes.offline} role="status">
      <IconCloudOff size={16} aria-hidden="true" />
      {since === null ? t('offline.sending', { count: unsent }) : t('offline.since', { time: time(since, locale, me.zone), count: unsent })}
    </div>
  );
}
