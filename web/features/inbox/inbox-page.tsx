import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { TextFilter } from '../../components/text-filter.tsx';
import { useText } from '../../lib/text/text.ts';
import { CasePanes } from './case-panes.tsx';
import classes from './inbox.module.css';
import { InboxList } from './inbox-list.tsx';
import { type Announced, nextRow } from './next-row.ts';
import { useTasks } from './queries.ts';
import { RefusalBanner } from './refusal-banner.tsx';
import { type InboxSearch, inboxViews } from './search.ts';
import { TakeFromPool } from './take-from-pool.tsx';
import { useInboxKeys } from './use-inbox-keys.ts';
import { usePrefetchNext } from './use-prefetch-next.ts';
import { useRows } from './use-rows.ts';

/** Who, number, step, timer, last contact and the whole form in sight; the next case without going back. */
export function InboxPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as InboxSearch;
  const { task } = useParams({ strict: false }) as { task?: string };
  const view = search.view ?? 'today';
  const phone = useMediaQuery('(max-width: 720px)', undefined, { getInitialValueInEffect: false });
  const tasks = useTasks(view, search.q);
  const { rows, fresh, showFresh } = useRows(
    `${view} ${search.q ?? ''}`,
    tasks.data?.pages.map((page) => page.items),
    tasks.isPlaceholderData,
  );
  const chosen = task ?? (phone ? undefined : rows[0]?.id);
  const at = rows.findIndex((row) => row.id === chosen);

  const open = (id: string | undefined, replace = false) =>
    void navigate({ to: id ? '/inbox/$task' : '/inbox', params: (id ? { task: id } : {}) as never, search: search as never, replace });
  // The case in sight stands in the address, so that a reload or a link finds it again.
  const first = rows[0]?.id;
  useEffect(() => {
    if (!task && !phone && first)
      void navigate({ to: '/inbox/$task', params: { task: first } as never, search: search as never, replace: true });
  }, [task, phone, first, navigate, search]);

  const announced = useRef<Announced>({ of: undefined, next: undefined });
  const next = nextRow(rows, chosen, announced.current);
  useEffect(() => {
    announced.current = { of: chosen, next: next?.id };
  }, [chosen, next?.id]);
  const goNext = () => open(next?.id);
  useInboxKeys({ rows, at, open, phone: phone ?? false });
  usePrefetchNext(rows, at);

  const counts = tasks.data?.pages[0]?.counts;
  const tabs = inboxViews.map((id) => ({
    id,
    label: t(`inbox.${id}`),
    count: counts?.[id] ?? null,
    to: '/inbox',
    search: { ...(id === 'today' ? {} : { view: id }), ...(search.q ? { q: search.q } : {}) },
  }));
  const caseOpen = phone && chosen !== undefined;
  return (
    <>
      {!caseOpen && (
        <PageHeader
          title={t('place.inbox')}
          tabs={tabs}
          tabsLabel={t('inbox.views')}
          current={view}
          end={
            <>
              <TextFilter
                value={search.q}
                onChange={(q) => void navigate({ to: '/inbox', search: { ...search, q } as never, replace: true })}
              />
              <TakeFromPool onTaken={(id) => open(id)} inPool={counts?.pool ?? 0} />
            </>
          }
        />
      )}
      <RefusalBanner current={chosen} onOpen={(id) => open(id)} />
      <div className={classes.panes} data-case={caseOpen || undefined}>
        {!caseOpen && (
          <InboxList
            rows={rows}
            view={view}
            search={search}
            current={chosen}
            phone={phone ?? false}
            loading={tasks.isPending}
            error={tasks.isError && rows.length === 0 ? tasks.error : null}
            nextDue={tasks.data?.pages[0]?.nextDue ?? null}
            fresh={fresh}
            onFresh={showFresh}
            onRetry={() => tasks.refetch()}
            onMore={tasks.hasNextPage && !tasks.isFetchingNextPage ? () => tasks.fetchNextPage() : undefined}
          />
        )}
        {chosen ? (
          <CasePanes key={chosen} id={chosen} next={next} onNext={goNext} onBack={phone ? () => open(undefined) : undefined} />
        ) : (
          !phone && <div className={classes.noCase} />
        )}
      </div>
    </>
  );
}
