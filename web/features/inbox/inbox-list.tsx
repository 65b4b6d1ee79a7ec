import { IconPlus } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { serverNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './inbox.module.css';
import { InboxRowLink } from './inbox-row.tsx';
import type { InboxSearch, InboxView } from './search.ts';
import type { InboxRow } from './use-rows.ts';

export interface InboxListProps {
  rows: readonly InboxRow[];
  view: InboxView;
  search: InboxSearch;
  current: string | undefined;
  phone: boolean;
  loading: boolean;
  error: unknown;
  nextDue: string | null;
  fresh: number;
  onFresh: () => void;
  onRetry: () => void;
  onMore: (() => void) | undefined;
}

type Line = { section: InboxRow['section']; count: number } | { row: InboxRow };

export function InboxList(props: InboxListProps) {
  const { t } = useText();
  const { rows, phone } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => withSections(rows), [rows]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ('row' in lines[index]! ? (phone ? 73 : 36) : phone ? 36 : 28),
    getItemKey: (index) => {
      const line = lines[index]!;
      return 'row' in line ? line.row.id : `section ${line.section}`;
    },
    overscan: 12,
  });
  const at = lines.findIndex((line) => 'row' in line && line.row.id === props.current);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const more = props.onMore;
  useEffect(() => {
    if (more && last >= lines.length - 15) more();
  }, [more, last, lines.length]);

  return (
    <section className={classes.list} data-pane="list" tabIndex={-1} aria-label={t(`inbox.${props.view}`)}>
      {props.loading && <SkeletonRows rows={14} height={phone ? 73 : 36} />}
      {props.error !== null && <ErrorBlock error={props.error} onRetry={props.onRetry} />}
      {!props.loading && props.error === null && rows.length === 0 && <Nothing {...props} />}
      <div ref={scroller} className={classes.scroller} hidden={rows.length === 0}>
        <div role="list" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const line = lines[item.index]!;
            const style = {
              position: 'absolute',
              insetInline: 0,
              top: 0,
              height: item.size,
              transform: `translateY(${item.start}px)`,
            } as const;
            return 'row' in line ? (
              <div key={item.key} role="listitem" style={style}>
                <InboxRowLink
                  row={line.row}
                  current={line.row.id === props.current}
                  phone={phone}
                  search={props.search}
                  ruled={'row' in (lines[item.index - 1] ?? {})}
                />
              </div>
            ) : (
              <div key={item.key} role="listitem" style={style} className={classes.section}>
                {t(`section.${line.section}`)} <span className={classes.sectionCount}>{line.count}</span>
              </div>
            );
          })}
        </div>
      </div>
      {(props.fresh > 0 || !phone) && rows.length > 0 && (
        <div className={classes.bottom}>
          {props.fresh > 0 && (
            <button type="button" className="link" onClick={props.onFresh}>
              <IconPlus size={16} aria-hidden="true" />
              {t('inbox.fresh', { count: props.fresh })}
            </button>
          )}
          <span className={`quiet small ${classes.order}`}>{t('inbox.order')}</span>
        </div>
      )}
    </section>
  );
}

function withSections(rows: readonly InboxRow[]): Line[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.section, (counts.get(row.section) ?? 0) + 1);
  const seen = new Set<string>();
  return rows.flatMap((row): Line[] => {
    if (seen.has(row.section)) return [{ row }];
    seen.add(row.section);
    return [{ section: row.section, count: counts.get(row.section) ?? 0 }, { row }];
  });
}

/** Three kinds of nothing: filtered away, nothing yet in this view, or all done. */
function Nothing({ search, view, nextDue }: InboxListProps) {
  const { t, locale } = useText();
  const me = useMe();
  if (search.q) return <EmptyState title={t('inbox.filteredAway', { text: search.q })} text={t('inbox.clearFilter')} />;
  if (view === 'today' || view === 'late') {
    const text = nextDue
      ? t('inbox.nextDue', { moment: shortMoment(Date.parse(nextDue), locale, me.zone, serverNow()) })
      : t('inbox.nothingNext');
    return <EmptyState title={t('inbox.nothingDue')} text={text} />;
  }
  return (
    <EmptyState
      title={t(view === 'pool' ? 'inbox.poolEmpty' : 'inbox.nothingWaits')}
      text={t(view === 'pool' ? 'inbox.poolFills' : 'inbox.waitsWhy')}
    />
  );
}
