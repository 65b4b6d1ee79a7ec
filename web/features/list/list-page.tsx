import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { TextFilter } from '../../components/text-filter.tsx';
import { number } from '../../lib/format/numbers.ts';
import { useText } from '../../lib/text/text.ts';
import { anyCaseQuery } from '../case/queries.ts';
import { FilterBar } from './filter-bar.tsx';
import classes from './list.module.css';
import { NewRecord } from './new-record.tsx';
import { useRecords } from './queries.ts';
import { RecordTable } from './record-table.tsx';
import { isFiltered, type ListSearch, recordTypes, sorts } from './search.ts';

export function ListPage() {
  const { t, locale } = useText();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as ListSearch;
  const phone = useMediaQuery('(max-width: 720px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const type = search.type ?? 'lead';
  const records = useRecords(search);
  const rows = records.data?.pages.flatMap((page) => page.items) ?? [];
  const alone = useQuery(anyCaseQuery()).data ?? false;
  const total = records.data?.pages[0]?.total;
  const filter = (patch: Partial<ListSearch>) => void navigate({ to: '/records', search: { ...search, ...patch } as never, replace: true });
  const clear = () => void navigate({ to: '/records', search: { type: search.type, sort: search.sort } as never, replace: true });
  return (
    <>
      <PageHeader
        title={t('place.list')}
        tabsLabel={t('list.types')}
        tabs={recordTypes.map((each) => ({
          id: each,
          label: t(`type.${each}`),
          count: each === type && !isFiltered(search) ? (total ?? null) : undefined,
          to: '/records',
          search: each === 'lead' ? {} : { type: each },
        }))}
        current={type}
        end={
          <>
            <TextFilter value={search.q} onChange={(q) => filter({ q })} />
            <NewRecord type={type} />
          </>
        }
      />
      <div className={classes.bar}>
        <FilterBar type={type} search={search} onChange={filter} onClear={clear} />
        {alone && (
          <Link to="/cases" className="nowrap">
            {t('case.list')}
          </Link>
        )}
        <span className={classes.total}>{total !== undefined && t('list.total', { count: total, shown: number(total, locale) })}</span>
        <Select
          w={248}
          aria-label={t('list.sort')}
          allowDeselect={false}
          data={sorts.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
          value={search.sort ?? 'updated'}
          onChange={(sort) => filter({ sort: sort === 'updated' ? undefined : (sort as ListSearch['sort']) })}
        />
      </div>
      {records.isPending && <SkeletonRows rows={16} height={phone ? 73 : 36} />}
      {records.isError && rows.length === 0 && <ErrorBlock error={records.error} onRetry={() => records.refetch()} />}
      {records.isSuccess && rows.length === 0 && (
        <EmptyState
          title={isFiltered(search) ? t('list.filteredAway') : t('list.none')}
          text={isFiltered(search) ? undefined : t('list.noneWhy')}
        >
          {isFiltered(search) && (
            <button type="button" className="link" onClick={clear}>
              {t('filter.clear')}
            </button>
          )}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <RecordTable
          rows={rows}
          total={total ?? rows.length}
          phone={phone}
          onMore={records.hasNextPage && !records.isFetchingNextPage ? () => records.fetchNextPage() : undefined}
        />
      )}
    </>
  );
}
