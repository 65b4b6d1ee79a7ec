import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/text/text.ts';
import { History } from '../history/history.tsx';
import { Incidents } from '../record/incidents.tsx';
import { NextStep } from '../record/next-step.tsx';
import record from '../record/record.module.css';
import type { RecordSearch } from '../record/search.ts';
import { CaseMenu } from '../record/take-back.tsx';
import { SuspendedLine } from '../task/suspended-line.tsx';
import { CaseSide } from './case-side.tsx';
import { caseMapQuery, caseQuery } from './queries.ts';

const MapSheet = lazy(() => import('../record/map-sheet.tsx').then((module) => ({ default: module.MapSheet })));

/** A case by itself: one that moves no record has no other page. */
export function CasePage() {
  const { t } = useText();
  const navigate = useNavigate();
  const { case: id } = useParams({ strict: false }) as { case: string };
  const search = useSearch({ strict: false }) as RecordSearch;
  const query = useQuery(caseQuery(id));
  const shown = query.data;
  // In one column what the case knows stands far below the step that needs it: it is then said there.
  const beside = useMediaQuery('(min-width: 1001px)', undefined, { getInitialValueInEffect: false }) ?? true;
  const go = (next: RecordSearch) =>
    void navigate({ to: '/cases/$case', params: { case: id } as never, search: next as never, replace: true });
  useKeys([
    { keys: 'KeyM', label: t('keys.map'), group: 'case', run: () => go({ ...search, map: search.map ? undefined : true }) },
    {
      keys: 'KeyH',
      label: t('keys.history'),
      group: 'case',
      run: () => document.querySelector<HTMLElement>('[data-pane="history"]')?.focus(),
    },
  ]);
  if (query.isPending) return <SkeletonRows rows={12} height={44} />;
  if (!shown) return <ErrorBlock error={query.error} onRetry={() => query.refetch()} />;
  const title = shown.process.name;
  const closed = shown.status === 'open' ? null : t(`status.case.${shown.status}`);
  return (
    <>
      <PageHeader
        title={title}
        end={
          <div className={record.headEnd}>
            {shown.record && <Link to={`/records/${shown.record.id}`}>{shown.record.title}</Link>}
            {(closed || shown.suspended) && <span className={record.status}>{closed ?? t('status.case.suspended')}</span>}
            <Button leftSection={<IconRoute size={16} />} rightSection={<Kbd keys="KeyM" />} onClick={() => go({ ...search, map: true })}>
              {t('keys.map')}
            </Button>
            <CaseMenu instance={id} title={title} />
          </div>
        }
      />
      <div className={record.page}>
        <Incidents items={shown.incidents} title={title} record={shown.record?.id ?? null} />
        <div className={record.columns}>
          <div className={record.main}>
            {/* An open step's form says it itself. */}
            {shown.suspension && shown.tasks.length === 0 && (
              <SuspendedLine suspended={shown.suspension} of={{ id: '', instanceId: id, record: null }} />
            )}
            {/* What is stuck waits for nobody but who mends it: said above. */}
            {(shown.tasks.length > 0 || shown.incidents.length === 0) && (
              <NextStep
                tasks={shown.tasks}
                waits={shown.waits}
                closed={closed && t('case.closed', { status: closed })}
                caseShown={beside}
              />
            )}
            <div data-pane="history" tabIndex={-1} className={record.history}>
              <History
                of={{ case: id }}
                kind={search.tab ?? 'all'}
                onKind={(kind) => go({ ...search, tab: kind === 'all' ? undefined : kind })}
                withActors
              />
            </div>
          </div>
          <CaseSide shown={shown} withData={beside || shown.tasks.length === 0} />
        </div>
      </div>
      {search.map && (
        <Suspense fallback={null}>
          <MapSheet
            title={t('map.titleAlone', { process: title })}
            of={caseMapQuery(id)}
            onClose={() => go({ ...search, map: undefined })}
          />
        </Suspense>
      )}
    </>
  );
}
