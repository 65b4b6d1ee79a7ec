import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { figures } from '../../../api/contract/operations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { stageColor } from '../../components/stage-dot.tsx';
import { call } from '../../lib/api/call.ts';
import { serverNow } from '../../lib/clock.ts';
import { instantOf, timeWithSeconds, wallOf } from '../../lib/format/dates.ts';
import { number } from '../../lib/format/numbers.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { Bars } from './bars.tsx';
import classes from './figures.module.css';

const days: Record<string, number> = { week: 7, month: 30, year: 365 };

/** Start of the day so many days ago, so that the address means the same all day. */
function since(period: string | undefined, zone: string): string | undefined {
  const back = days[period ?? ''];
  if (!back) return undefined;
  return new Date(instantOf({ ...wallOf(serverNow() - back * 86_400_000, zone), hour: 0, minute: 0 }, zone)).toISOString();
}

/** Every lead in exactly one outcome: the intake is their sum, and the page says so. */
export function FiguresPage() {
  const { t, locale } = useText();
  const me = useMe();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { type?: string; since?: string };
  const type = search.type ?? 'lead';
  const from = since(search.since, me.zone);
  const query = useQuery({
    queryKey: ['figures', type, from ?? ''],
    queryFn: ({ signal }) => call(figures, { query: { type, from }, signal }),
    placeholderData: keepPreviousData,
  });
  const data = query.data;
  const sum = data?.outcomes.reduce((all, outcome) => all + outcome.count, 0) ?? 0;
  return (
    <>
      <PageHeader
        title={t(me.roles.includes('rep') && me.roles.length === 1 ? 'place.figures' : 'place.reports')}
        tabsLabel={t('list.types')}
        tabs={(['lead', 'deal'] as const).map((each) => ({
          id: each,
          label: t(`type.${each}`),
          to: '/figures',
          search: { ...search, type: each === 'lead' ? undefined : each },
        }))}
        current={type}
        end={
          <Select
            w={216}
            aria-label={t('figures.period')}
            allowDeselect={false}
            data={(['all', 'week', 'month', 'year'] as const).map((period) => ({ value: period, label: t(`period.${period}`) }))}
            value={search.since ?? 'all'}
            onChange={(period) =>
              void navigate({ to: '/figures', search: { ...search, since: period === 'all' ? undefined : period } as never, replace: true })
            }
          />
        }
      />
      <div className={classes.page}>
        {query.isPending && <SkeletonRows rows={10} />}
        {query.isError && !data && <ErrorBlock error={query.error} onRetry={() => query.refetch()} />}
        {data && data.intake === 0 && <EmptyState title={t('figures.none')} text={t('figures.noneWhy')} />}
        {data && data.intake > 0 && (
          <>
            <p className={classes.intake}>
              <span className={classes.big}>{number(data.intake, locale)}</span> {t('figures.intake')}
              <span className="quiet"> {t('figures.asOf', { time: timeWithSeconds(Date.parse(data.asOf), locale, me.zone) })}</span>
            </p>
            <Bars
              title={t('figures.outcomes')}
              note={t('figures.sum', {
                parts: data.outcomes
                  .filter((each) => each.count > 0)
                  .map((each) => number(each.count, locale))
                  .join(' + '),
                sum: number(sum, locale),
              })}
              all={data.intake}
              rows={data.outcomes.map((each) => ({ key: each.key, label: each.label, count: each.count, search: linkOf(type, each.key) }))}
            />
            <Bars
              title={t('figures.stages')}
              all={Math.max(1, ...data.stages.map((stage) => stage.count))}
              rows={data.stages.map((stage) => ({
                key: stage.id,
                label: stage.name,
                count: stage.count,
                color: stageColor(stage.color),
                late: stage.late,
                search: { type: type === 'lead' ? undefined : type, stage: stage.id },
              }))}
            />
            {data.junkReasons.length > 0 && (
              <Bars
                title={t('figures.junk')}
                all={Math.max(1, ...data.junkReasons.map((each) => each.count))}
                rows={data.junkReasons.map((each) => ({ key: each.reason, label: each.reason, count: each.count }))}
              />
            )}
          </>
        )}
      </div>
    </>
  );
}

const statusOf: Record<string, string> = {
  won: 'won',
  lost: 'lost',
  junk: 'junk',
  converted: 'converted',
  merged: 'merged',
  cancelled: 'cancelled',
};

function linkOf(type: string, outcome: string): Record<string, unknown> | undefined {
  const status = statusOf[outcome];
  return status ? { type: type === 'lead' ? undefined : type, status } : undefined;
}
