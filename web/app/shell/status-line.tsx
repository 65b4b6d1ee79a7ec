import { IconBroadcast, IconCheck, IconCloudOff, IconLoader } from '@tabler/icons-react';
import type { Me } from '../../../api/contract/session.ts';
import { offlineSince } from '../../lib/api/online.ts';
import { useNow } from '../../lib/clock.ts';
import { savingState } from '../../lib/drafts/saving.ts';
import { dayMonth, time, weekday } from '../../lib/format/dates.ts';
import { zoneCity } from '../../lib/format/zone-city.ts';
import { liveState } from '../../lib/live/live-state.ts';
import { recent } from '../../lib/shell-state.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './shell.module.css';

/** Saved, live, last action; on the right the time deadlines are counted in. */
export function StatusLine({ me }: { me: Me }) {
  const { t, locale } = useText();
  const now = useNow();
  const live = useStore(liveState);
  const away = useStore(offlineSince) !== null;
  const saving = useStore(savingState);
  const last = useStore(recent)[0];
  return (
    <footer className={classes.status}>
      <span>
        {saving === 'saved' ? <IconCheck size={16} aria-hidden="true" /> : <IconLoader size={16} aria-hidden="true" />}
        {t(`status.${saving}`)}
      </span>
      <span>
        {live && !away ? <IconBroadcast size={16} aria-hidden="true" /> : <IconCloudOff size={16} aria-hidden="true" />}
        {live && !away ? t('status.live') : t('status.notLive')}
      </span>
      {last && (
        <span>
          <span className="cut">{t('status.last', { text: last.text })}</span>
        </span>
      )}
      <span className={classes.end}>
        {weekday(now, locale, me.zone)} {dayMonth(now, locale, me.zone, now)}, {time(now, locale, me.zone)} {zoneCity(me.zone, locale)}
      </span>
    </footer>
  );
}
