import { IconAlertTriangleFilled, IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react';
import type { Sla } from '../../api/contract/common.ts';
import { useNow } from '../lib/clock.ts';
import { shortMoment, time } from '../lib/format/dates.ts';
import { distance } from '../lib/format/distance.ts';
import { useMe } from '../lib/session.ts';
import { type Say, useText } from '../lib/text/text.ts';
import classes from './sla-mark.module.css';

export type SlaState = Sla['state'];

const icons = { none: IconClock, onTime: IconClock, atRisk: IconClockExclamation, late: IconAlertTriangleFilled, paused: IconClockPause };

/** The server says the state; between two answers the deadline itself may pass, and a mark must not lag behind it. */
export function stateNow(sla: Sla, now: number): SlaState {
  if (sla.state === 'paused' || sla.state === 'none' || !sla.dueAt) return sla.state;
  if (Date.parse(sla.dueAt) <= now) return 'late';
  if (sla.warnAt && Date.parse(sla.warnAt) <= now) return 'atRisk';
  return sla.state === 'late' ? 'onTime' : sla.state;
}

export function slaWord(state: SlaState, t: Say): string {
  return t(`sla.${state}`);
}

export function SlaIcon({ sla }: { sla: Sla }) {
  const { t } = useText();
  const state = stateNow(sla, useNow());
  const Icon = icons[state];
  return <Icon size={16} className={classes.icon} data-state={state} role="img" aria-label={slaWord(state, t)} />;
}

/** Distance and moment, with icon (`full`) or as a row shows it beside its icon; never by colour alone. */
export function SlaMark({ sla, followUpAt, full, brief }: { sla: Sla; followUpAt?: string | null; full?: boolean; brief?: boolean }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const state = stateNow(sla, now);
  const due = sla.dueAt ? Date.parse(sla.dueAt) : null;
  const text = markText(state, due, followUpAt ? Date.parse(followUpAt) : null);
  if (!text) return null;
  const Icon = icons[state];
  return (
    <span className={classes.mark} data-state={state}>
      {full && <Icon size={16} aria-hidden="true" />}
      {text}
    </span>
  );

  function markText(state: SlaState, due: number | null, followUp: number | null): string | null {
    if (state === 'late' && due !== null) {
      const by = distance(now - due, t);
      return full && !brief
        ? t('sla.lateDue', { distance: by, time: shortMoment(due, locale, me.zone, now) })
        : t(full ? 'sla.lateBrief' : 'sla.lateShort', { distance: by });
    }
    if (state === 'atRisk' && due !== null) return t('sla.left', { distance: distance(due - now, t), time: time(due, locale, me.zone) });
    if (state === 'paused') return t('sla.paused');
    const shown = followUp ?? due;
    return shown === null ? null : shortMoment(shown, locale, me.zone, now);
  }
}
