import { Link } from '@tanstack/react-router';
import { SlaIcon, SlaMark } from '../../components/sla-mark.tsx';
import { StageDot } from '../../components/stage-dot.tsx';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { stepName } from '../task/step-name.ts';
import classes from './desk.module.css';
import { GiveTo } from './give-to.tsx';
import type { DeskRow } from './use-desk.ts';

interface Props {
  row: DeskRow;
  chosen: boolean;
  giving: boolean;
  onChoose: () => void;
  onGive: (open: boolean) => void;
}

/** One case: how late, which, at which step, whose, why; and to whom it could go. */
export function DeskRowView({ row, chosen, giving, onChoose, onGive }: Props) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const title = row.record?.title ?? row.contact?.name ?? row.process;
  return (
    <li className={classes.item} data-chosen={chosen || undefined}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: J and K choose rows; the link and the button inside take the focus */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click anywhere chooses the row, as in every list */}
      <div className={classes.row} onClick={onChoose}>
        <span className="line" title={row.sla.dueAt ? moment(Date.parse(row.sla.dueAt), locale, me.zone, now) : undefined}>
          <SlaIcon sla={row.sla} />
          <SlaMark sla={row.sla} />
        </span>
        <Link
          to={row.record ? `/records/${row.record.id}` : `/cases/${encodeURIComponent(row.instanceId)}`}
          className={classes.title}
          title={title}
        >
          {title}
        </Link>
        <span className={`${classes.step} line`}>
          {row.stage ? <StageDot color={row.stage.color} /> : <span className={classes.noDot} />}
          <span className="cut" title={stepName(row)}>
            {stepName(row)}
          </span>
        </span>
        <span className="cut">{row.assignee?.name ?? <span className="quiet">{t('desk.pool')}</span>}</span>
        <span className="soft cut" title={row.cause}>
          {row.cause}
        </span>
        <button type="button" className={`link ${classes.action}`} aria-expanded={giving} onClick={() => onGive(!giving)}>
          {t('desk.reassign')}
        </button>
      </div>
      {giving && <GiveTo row={row} onDone={() => onGive(false)} />}
    </li>
  );
}
