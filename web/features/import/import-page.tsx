import { Button } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  changeImport,
  checkImport,
  getImport,
  type ImportSettings,
  type ImportView,
  pauseImport,
  startImport,
} from '../../../api/contract/imports.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';
import { Columns } from './columns.tsx';
import { Counts } from './counts.tsx';
import { FailedRows } from './failed-rows.tsx';
import classes from './import.module.css';
import { Result } from './result.tsx';
import { Steps, stepOf } from './steps.tsx';
import { Warnings } from './warnings.tsx';

const route = getRouteApi('/import/$id');
const busy = new Set(['checking', 'running']);

/** File > Columns > Check > Run > Result; leave and come back, it goes on by itself. */
export function ImportPage() {
  const { t } = useText();
  const { id } = route.useParams() as { id: string };
  const view = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => call(getImport, { params: { import: id }, signal }),
    refetchInterval: (query) => (query.state.data && busy.has(query.state.data.status) ? 1000 : false),
  });
  if (view.isError) return <ErrorBlock error={view.error} onRetry={() => view.refetch()} />;
  if (view.isPending) return <SkeletonRows rows={10} />;
  return (
    <>
      <PageHeader
        title={view.data.fileName}
        after={
          <Button component={Link} to="/import" variant="subtle" px={6} aria-label={t('import.back')} style={{ order: -1 }}>
            <IconChevronLeft size={16} />
          </Button>
        }
      />
      <div className={classes.scroll}>
        <Steps current={stepOf(view.data)} />
        <Body view={view.data} />
      </div>
    </>
  );
}

function Body({ view }: { view: ImportView }) {
  const { t } = useText();
  const queries = useQueryClient();
  const keep = (next: ImportView) => queries.setQueryData(['import', view.id], next);
  const params = { import: view.id };
  const change = useMutation({ mutationFn: (settings: ImportSettings) => call(changeImport, { params, body: settings }), onSuccess: keep });
  const check = useMutation({ mutationFn: () => call(checkImport, { params }), onSuccess: keep });
  const start = useMutation({ mutationFn: () => call(startImport, { params }), onSuccess: keep });
  const pause = useMutation({ mutationFn: () => call(pauseImport, { params }), onSuccess: keep });
  const failed = change.error ?? check.error ?? start.error ?? pause.error;
  const editable = view.status === 'uploaded' || view.status === 'checked' || view.status === 'failed';
  return (
    <>
      {view.error && <p className={classes.problem}>{view.error}</p>}
      {failed && <InlineProblem error={failed} />}
      {view.status !== 'uploaded' && <Counts view={view} />}
      <Warnings view={view} />
      {view.status === 'done' && <Result view={view} />}
      <div className={classes.actions}>
        {editable && (
          <Button
            variant={view.status === 'checked' ? 'default' : 'filled'}
            onClick={() => check.mutate()}
            loading={check.isPending}
            disabled={view.problems.length > 0 || change.isPending}
          >
            {t('import.check')}
          </Button>
        )}
        {view.status === 'checked' && (
          <Button
            variant="filled"
            onClick={() => start.mutate()}
            loading={start.isPending}
            disabled={view.counts.created + view.counts.attached === 0}
          >
            {t('import.run', { count: view.counts.created + view.counts.attached })}
          </Button>
        )}
        {view.status === 'running' && (
          <Button variant="default" onClick={() => pause.mutate()} loading={pause.isPending}>
            {t('import.pause')}
          </Button>
        )}
        {view.status === 'paused' && (
          <Button variant="filled" onClick={() => start.mutate()} loading={start.isPending}>
            {t('import.goOn')}
          </Button>
        )}
      </div>
      {editable && <Columns key={view.id} view={view} onChange={(settings) => change.mutate(settings)} />}
      {(view.status === 'done' || view.status === 'paused' || view.status === 'checked') && view.counts.refused > 0 && (
        <FailedRows view={view} />
      )}
    </>
  );
}
