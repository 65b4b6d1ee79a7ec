import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useText } from '../../lib/text/text.ts';
import { IncidentRowView } from '../desk/incident-row.tsx';
import { type StuckSearch, stuckQuery } from './queries.ts';

/** What is stuck, of one process or of all, with and without a record: for those who mend it and have no desk. */
export function StuckPage() {
  const { t } = useText();
  const search = useSearch({ strict: false }) as StuckSearch;
  const query = useInfiniteQuery(stuckQuery(search));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const process = search.process ? (rows[0]?.process ?? search.process) : null;
  return (
    <>
      <PageHeader title={process ? `${t('desk.stuck')}: ${process}` : t('desk.stuck')} />
      {query.isPending && <SkeletonRows rows={12} />}
      {query.isError && rows.length === 0 && <ErrorBlock error={query.error} onRetry={() => query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={t('incident.none')} text={t('incident.noneWhy')} />}
      <ul data-pane="list" style={{ overflow: 'auto', minHeight: 0 }}>
        {rows.map((incident) => (
          <IncidentRowView key={incident.id} incident={incident} />
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
