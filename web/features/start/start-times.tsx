import type { StartInfo } from '../../../api/contract/starts.ts';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './start.module.css';

/** When cases of the process begin by themselves: the next time of each of its timers, and what stood in the way. */
export function StartTimes({ timers }: { timers: StartInfo['timers'] }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const at = (text: string) => moment(Date.parse(text), locale, me.zone, now);
  return timers.map(({ process, element, nextAt, skipped, problem }) => (
    <div key={`${process} ${element}`} className={classes.why}>
      <p>{nextAt ? t('start.nextOn', { at: at(nextAt) }) : t('start.noMoreTimes')}</p>
      {problem !== null && <p role="alert">{t('start.timeFailed', { problem })}</p>}
      {skipped && <p>{t('start.timesSkipped', { from: at(skipped.from), until: at(skipped.until) })}</p>}
    </div>
  ));
}
