import { IconBell, IconClock, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Notification } from '../../../api/contract/operations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './notices.module.css';
import { useNotices, useReadNotice } from './use-notices.ts';

const kinds = ['needsYou', 'late', 'toKnow'] as const;
const icons = { needsYou: IconBell, late: IconClock, toKnow: IconInfoCircle };

export function NoticeList({ onLeave }: { onLeave: () => void }) {
  const { t } = useText();
  const notices = useNotices();
  if (notices.isPending) return <SkeletonRows rows={6} />;
  if (notices.isError) return <ErrorBlock error={notices.error} onRetry={() => notices.refetch()} />;
  const items = notices.data.items;
  if (items.length === 0) return <EmptyState title={t('notices.none')} text={t('notices.noneWhy')} />;
  return kinds.map((kind) => {
    const rows = items.filter((item) => item.kind === kind);
    return rows.length === 0 ? null : (
      <section key={kind} className={classes.group}>
        <h3>
          {t(`notices.${kind}`)} <span className="quiet">{rows.length}</span>
        </h3>
        <ul>
          {rows.map((row) => (
            <Row key={row.id} row={row} onLeave={onLeave} />
          ))}
        </ul>
      </section>
    );
  });
}

/** Where what he was told of can be seen, and mended. */
function placeOf(row: Notification, atDesk: boolean): { to: string; search: object } | null {
  if (row.recordId) return { to: `/records/${row.recordId}`, search: {} };
  if (row.taskId) return { to: `/inbox/${encodeURIComponent(row.taskId)}`, search: {} };
  if (row.caseId) return { to: `/cases/${encodeURIComponent(row.caseId)}`, search: {} };
  if (row.several)
    return atDesk ? { to: '/desk', search: { view: 'stuck' } } : { to: '/stuck', search: row.process ? { process: row.process } : {} };
  return null;
}

function Row({ row, onLeave }: { row: Notification; onLeave: () => void }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const read = useReadNotice();
  const Icon = icons[row.kind];
  const target = placeOf(row, me.rights.includes('desk:read'));
  const open = () => {
    if (!row.read) read.mutate(row.id);
    onLeave();
  };
  const text = row.count > 1 && !row.several ? t('notices.folded', { text: row.text, count: row.count }) : row.text;
  return (
    <li className={classes.row} data-unread={!row.read || undefined}>
      <Icon size={16} aria-hidden="true" />
      <span className="grow">
        {target ? (
          <Link to={target.to} search={target.search as never} onClick={open}>
            {text}
          </Link>
        ) : (
          text
        )}
        <span className="quiet small" style={{ display: 'block' }}>
          {shortMoment(Date.parse(row.at), locale, me.zone, now)}
        </span>
      </span>
      {!row.read && (
        <button type="button" className="link" onClick={() => read.mutate(row.id)}>
          {t('notices.seen')}
        </button>
      )}
    </li>
  );
}
