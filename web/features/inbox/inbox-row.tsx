import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { SlaIcon, SlaMark } from '../../components/sla-mark.tsx';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { stepName } from '../task/step-name.ts';
import classes from './inbox.module.css';
import type { InboxSearch } from './search.ts';
import type { InboxRow } from './use-rows.ts';

/** A real link: Ctrl+click opens it in a tab of its own. */
export const InboxRowLink = memo(function InboxRowLink(props: {
  row: InboxRow;
  current: boolean;
  phone: boolean;
  search: InboxSearch;
  ruled: boolean;
}) {
  const { row, phone } = props;
  const { t } = useText();
  const me = useMe();
  const who = row.contact?.name || row.record?.title || row.name;
  const firm = row.contact?.organisation ?? (row.contact?.name ? row.record?.title : null) ?? (row.record ? row.name : row.process);
  // A case without a record stands here under its step's name: said once.
  const step = row.record || row.contact ? stepName(row) : '';
  const held = row.heldBy && row.heldBy.id !== me.id ? t('inbox.held', { name: row.heldBy.name }) : null;
  return (
    <Link
      to="/inbox/$task"
      params={{ task: row.id } as never}
      search={props.search as never}
      className={phone ? classes.rowPhone : classes.row}
      aria-current={props.current ? 'true' : undefined}
      data-ruled={props.ruled || undefined}
      preload={false}
    >
      {!phone && <SlaIcon sla={row.sla} />}
      <span className={classes.who}>
        <span className={classes.name} title={who}>
          {who}
        </span>
        {row.round && !(phone && step) && (
          <span className={classes.round} title={row.record ? row.round : `${row.round} · ${row.process}`}>
            {row.round}
          </span>
        )}
        {firm && (phone || !row.round) && (
          <span className={classes.firm} title={firm}>
            {firm}
          </span>
        )}
        {phone && <span className={classes.step}>{held ?? step}</span>}
      </span>
      {held && !phone ? (
        <span className="quiet small nowrap">{held}</span>
      ) : (
        <SlaMark sla={row.sla} followUpAt={row.followUpAt} full={phone} brief />
      )}
    </Link>
  );
});
