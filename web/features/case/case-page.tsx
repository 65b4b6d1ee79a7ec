import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type CaseDetail, getCase } from '../../../api/contract/starts.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { serverNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { incidentText } from '../incidents/incident-text.ts';
import { Retry } from '../incidents/retry.tsx';
import { MapView } from '../record/map-view.tsx';
import classes from './case.module.css';

/** Jobs and timers move a case without telling the page. */
const asksAgainMs = 4000;

/** A case that no record has: where it stands, its open steps, what is stuck. */
export function CasePage() {
  const { case: id } = useParams({ strict: false }) as { case: string };
  const query = useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => call(getCase, { params: { instance: id }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'open' ? asksAgainMs : false),
    // The drawing stays as it is while nothing has changed.
    structuralSharing: true,
  });
  if (query.isPending) return <SkeletonRows rows={12} />;
  if (!query.data) return <ErrorBlock error={query.error} onRetry={() => query.refetch()} />;
  return <Shown found={query.data} />;
}

function Shown({ found }: { found: CaseDetail }) {
  const { t, locale } = useText();
  const me = useMe();
  const moment = (iso: string) => shortMoment(Date.parse(iso), locale, me.zone, serverNow());
  const { process, status, tasks, incidents } = found;
  return (
    <>
      <PageHeader
        title={process.name}
        after={<span className="quiet nowrap">{t('processes.version', { version: process.version })}</span>}
        end={<span className={classes.status}>{t(found.suspendedAt && status === 'open' ? 'case.suspended' : `case.${status}`)}</span>}
      />
      <div className={classes.page}>
        <div className={classes.facts}>
          <p className="quiet">
            {found.startedBy
              ? t('case.startedBy', { at: moment(found.startedAt), by: found.startedBy.name })
              : t('case.started', { at: moment(found.startedAt) })}
            {found.endedAt && ` ${t('case.endedAt', { at: moment(found.endedAt) })}`}
          </p>
          {found.record && (
            <p>
              <Link to="/records/$record" params={{ record: found.record.id }}>
                {found.record.title}
              </Link>
            </p>
          )}
          <p className={`quiet small ${classes.id}`}>{found.id}</p>
        </div>
        {incidents.map((incident) => (
          <div key={incident.id} role="status" className={classes.incident}>
            <span className="grow">{incidentText(incident, t)}</span>
            <Retry incident={{ id: incident.id, retryable: true }} title={process.name} record={found.record?.id ?? null} />
          </div>
        ))}
        {status === 'open' && (
          <section aria-label={t('case.steps')} className={classes.steps}>
            <h2 className="medium">{t('case.steps')}</h2>
            {tasks.length === 0 ? (
              <p className="quiet">{t('case.noSteps')}</p>
            ) : (
              <ul>
                {tasks.map((task) => (
                  <li key={task.id}>
                    {task.mine && me.rights.includes('task:work') ? (
                      <Link to="/inbox/$task" params={{ task: task.id }} search={{}} className="medium">
                        {task.name}
                      </Link>
                    ) : (
                      <span className="medium">{task.name}</span>
                    )}
                    <span className="quiet">{task.assignee?.name ?? (task.groups.join(', ') || t('case.anybody'))}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        <div className={classes.map}>
          <MapView map={found.map} />
        </div>
      </div>
    </>
  );
}
