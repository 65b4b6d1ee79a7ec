import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseHistory } from '../../../api/contract/cases.ts';
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

/** A record's, with what it came from; or a case's alone. */
export type HistoryOf = { record: string } | { case: string };

export function historyQuery(of: HistoryOf, kind: HistoryKind) {
  return {
    queryKey: 'record' in of ? ['record', of.record, 'history', kind] : ['case', of.case, 'history', kind],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) => {
      const query = { kind, cursor: pageParam, limit: 50 };
      return 'record' in of
        ? call(recordHistory, { params: { record: of.record }, query, signal })
        : call(caseHistory, { params: { instance: of.case }, query, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  };
}

/** One stream, newest first; automatic steps come folded. */
export function History(props: { of: HistoryOf; kind?: HistoryKind; onKind?: (kind: HistoryKind) => void; withActors?: boolean }) {
  const { t } = useText();
  const [own, setOwn] = useState<HistoryKind>('all');
  const kind = props.kind ?? own;
  const history = useInfiniteQuery({ ...historyQuery(props.of, kind), placeholderData: keepPreviousData });
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
