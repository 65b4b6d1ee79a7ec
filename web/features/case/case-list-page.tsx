import { IconAlertOctagon } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { CaseRow } from '../../../api/contract/cases.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './case.module.css';
import { type CasesSearch, casesQuery } from './queries.ts';

/** Cases that move no record, the newest first. */
export function CaseListPage() {
  const { t } = useText();
  const search = useSearch({ strict: false }) as CasesSearch;
  const query = useInfiniteQuery(casesQuery(search));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const process = search.process ? (rows[0]?.process.name ?? search.process) : null;
  return (
    <>
      <PageHeader
        title={process ?? t('case.list')}
        tabsLabel={t('case.list')}
        current={search.stuck ? 'stuck' : 'all'}
        tabs={[
          { id: 'all', label: t('case.all'), to: '/cases', search: { process: search.process } },
          { id: 'stuck', label: t('desk.stuck'), to: '/cases', search: { process: search.process, stuck: true } },
        ]}
      />
      {query.isPending && <SkeletonRows rows={12} height={36} />}
      {query.isError && rows.length === 0 && <ErrorBlock error={query.error} onRetry={() => query.refetch()} />}
      {query.isSuccess && rows.length === 0 && (
        <EmptyState title={t(search.stuck ? 'case.noneStuck' : 'case.none')} text={t('case.noneWhy')} />
      )}
      <ul className={classes.list} data-pane="list">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {query.hasNextPage && (
        <button type="button" className="link" style={{ margin: '8px 16px' }} onClick={() => query.fetchNextPage()}>
          {t('history.older')}
        </button>
      )}
    </>
  );
}

function Row({ row }: { row: CaseRow }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const steps = row.status === 'open' ? row.steps.join(', ') : t(`status.case.${row.status}`);
  return (
    <li>
      <Link to="/cases/$case" params={{ case: row.id } as never} className={classes.row}>
        <span className={classes.name}>{row.process.name}</span>
        <span className={classes.steps} title={steps}>
          {row.suspended ? t('status.case.suspended') : steps}
        </span>
        {row.incidents > 0 && (
          <span className={classes.stuck}>
            <IconAlertOctagon size={16} aria-hidden="true" />
            {t('desk.stuck')}
          </span>
        )}
        <span className="quiet nowrap">{shortMoment(Date.parse(row.startedAt), locale, me.zone, now)}</span>
      </Link>
    </li>
  );
}
