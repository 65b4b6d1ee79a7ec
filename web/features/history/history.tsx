import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type HistoryEntry, recordHistory } from '../../../api/contract/records.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';
import { Entry } from './entry.tsx';
import classes from './history.module.css';

const kinds = ['all', 'call', 'mail', 'stage', 'data'] as const;
export type HistoryKind = (typeof kinds)[number];

export function historyQuery(record: string, kind: HistoryKind) {
  return {
    queryKey: ['record', record, 'history', kind],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      call(recordHistory, { params: { record }, query: { kind, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  };
}

/** One stream, newest first; automatic steps come folded. */
export function History(props: { record: string; kind?: HistoryKind; onKind?: (kind: HistoryKind) => void; withActors?: boolean }) {
  const { t } = useText();
  const [own, setOwn] = useState<HistoryKind>('all');
  const kind = props.kind ?? own;
  const history = useInfiniteQuery({ ...historyQuery(props.record, kind), placeholderData: keepPreviousData });
  const entries: HistoryEntry[] = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t('history.title')} className={classes.history}>
      <div className={classes.head}>
        <h2>{t('history.title')}</h2>
        <div className={classes.kinds} role="group" aria-label={t('history.kinds')}>
          {kinds.map((each) => (
            <button key={each} type="button" aria-pressed={each === kind} onClick={() => (props.onKind ?? setOwn)(each)}>
              {t(`history.${each}`)}
            </button>
          ))}
        </div>
      </div>
      {history.isPending && <SkeletonRows rows={5} />}
      {history.isError && <ErrorBlock error={history.error} onRetry={() => history.refetch()} />}
      {history.isSuccess && entries.length === 0 && <EmptyState title={kind === 'all' ? t('history.none') : t('history.noneOfKind')} />}
      <ol>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} withActor={props.withActors ?? false} />
        ))}
      </ol>
      {history.hasNextPage && (
        <button type="button" className="link" style={{ margin: '8px 16px' }} onClick={() => history.fetchNextPage()}>
          {t('history.older')}
        </button>
      )}
    </section>
  );
}
