import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Duplicates } from '../../components/duplicates.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/text/text.ts';
import { History } from '../history/history.tsx';
import { Incidents } from './incidents.tsx';
import { NextStep } from './next-step.tsx';
import { mapQuery, recordQuery } from './queries.ts';
import classes from './record.module.css';
import { RecordHeader } from './record-header.tsx';
import type { RecordSearch } from './search.ts';
import { SideColumn } from './side-column.tsx';
import { StagePath } from './stage-path.tsx';

const MapSheet = lazy(() => import('./map-sheet.tsx').then((module) => ({ default: module.MapSheet })));

/** One lead or deal: where it stands, what comes next, and one stream of what was. */
export function RecordPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const { record: id } = useParams({ strict: false }) as { record: string };
  const search = useSearch({ strict: false }) as RecordSearch;
  const query = useQuery(recordQuery(id));
  const record = query.data;
  const go = (next: RecordSearch) =>
    void navigate({ to: '/records/$record', params: { record: id } as never, search: next as never, replace: true });
  useKeys([
    { keys: 'KeyM', label: t('keys.map'), group: 'case', run: () => go({ ...search, map: search.map ? undefined : true }) },
    { keys: 'KeyE', label: t('keys.edit'), group: 'case', run: () => go({ ...search, edit: true }) },
    {
      keys: 'KeyH',
      label: t('keys.history'),
      group: 'case',
      run: () => document.querySelector<HTMLElement>('[data-pane="history"]')?.focus(),
    },
  ]);
  if (query.isPending) return <SkeletonRows rows={12} height={44} />;
  if (!record) return <ErrorBlock error={query.error} onRetry={() => query.refetch()} />;
  return (
    <>
      <RecordHeader record={record} onMap={() => go({ ...search, map: true })} />
      <div className={classes.page}>
        <StagePath path={record.path} />
        <Incidents items={record.incidents} title={record.title} record={record.id} />
        <Duplicates items={record.duplicates} />
        <div className={classes.columns}>
          <div className={classes.main}>
            {(record.tasks.length > 0 || record.incidents.length === 0) && (
              <NextStep
                tasks={record.tasks}
                waits={record.waits}
                closed={record.status === 'open' ? null : t('record.closed', { status: t(`status.record.${record.status}`) })}
              />
            )}
            <div data-pane="history" tabIndex={-1} className={classes.history}>
              <History
                of={{ record: id }}
                kind={search.tab ?? 'all'}
                onKind={(kind) => go({ ...search, tab: kind === 'all' ? undefined : kind })}
                withActors
              />
            </div>
          </div>
          <SideColumn record={record} editing={search.edit ?? false} onEdit={(edit) => go({ ...search, edit: edit || undefined })} />
        </div>
      </div>
      {search.map && (
        <Suspense fallback={null}>
          <MapSheet
            title={t('map.title', { record: record.title, process: record.process?.name ?? '' })}
            of={mapQuery(id)}
            onClose={() => go({ ...search, map: undefined })}
          />
        </Suspense>
      )}
    </>
  );
}
