import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { listUsers } from '../../../api/contract/operations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './desk.module.css';
import { DeskRowView } from './desk-row.tsx';
import { IncidentRowView } from './incident-row.tsx';
import { Load } from './load.tsx';
import { deskQuery } from './use-desk.ts';

const route = getRouteApi('/desk');
/** Stuck cases shown above the late ones. */
const stuckFirst = 6;
const views = ['worst', 'late', 'soon', 'stuck'] as const;

/** Late, soon, stuck: worst first, each with its cause and the next best thing to do about it. */
export function DeskPage() {
  const { t } = useText();
  const search = route.useSearch() as { view?: string; team?: string };
  const navigate = route.useNavigate();
  const view = views.find((name) => name === search.view) ?? 'worst';
  const [chosen, setChosen] = useState<string | null>(null);
  const [giving, setGiving] = useState<string | null>(null);
  const query = useQuery(deskQuery(search.team));
  const people = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => call(listUsers, { signal }), staleTime: 60_000 });
  const data = query.data;
  const late = view === 'worst' || view === 'late' ? (data?.late ?? []) : [];
  const soon = view === 'worst' || view === 'soon' ? (data?.soon ?? []) : [];
  // First, as nothing moves them but a person; the late ones stay on the screen below.
  const stuck = view === 'stuck' ? (data?.stuck ?? []) : view === 'worst' ? (data?.stuck ?? []).slice(0, stuckFirst) : [];
  const unnamed = data?.nobody ?? [];
  const nobody = view === 'stuck' ? unnamed : view === 'worst' ? unnamed.slice(0, stuckFirst) : [];
  const order = useMemo(() => [...nobody, ...late, ...soon].map((row) => row.id), [late, soon, nobody]);
  const move = (by: number) => {
    const at = chosen ? order.indexOf(chosen) : -1;
    setChosen(order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null);
  };
  const reassign = () => {
    const row = chosen ?? order[0] ?? null;
    setChosen(row);
    setGiving(row);
  };
  useKeys([
    { keys: 'KeyJ', label: t('keys.down'), group: 'lists', run: () => move(1) },
    { keys: 'KeyK', label: t('keys.up'), group: 'lists', run: () => move(-1) },
    { keys: 'KeyA', label: t('desk.reassign'), group: 'lists', run: reassign },
    { keys: 'Escape', group: 'lists', run: () => setGiving(null), unlisted: true },
  ]);

  const header = (
    <PageHeader
      title={t('place.desk')}
      tabsLabel={t('desk.views')}
      current={view}
      tabs={[
        { id: 'worst', label: t('desk.worst'), to: '/desk', search: { team: search.team } },
        { id: 'late', label: t('desk.late'), count: data?.counts.late, to: '/desk', search: { view: 'late', team: search.team } },
        { id: 'soon', label: t('desk.soon'), count: data?.counts.soon, to: '/desk', search: { view: 'soon', team: search.team } },
        {
          id: 'stuck',
          label: t('desk.stuck'),
          count: data && data.counts.stuck + data.counts.nobody,
          to: '/desk',
          search: { view: 'stuck', team: search.team },
        },
      ]}
      end={
        <>
          <Select
            aria-label={t('desk.team')}
            w={232}
            data={[
              { value: '', label: t('desk.allTeams') },
              ...(people.data?.teams ?? []).map((team) => ({ value: team.key, label: team.name })),
            ]}
            value={search.team ?? ''}
            allowDeselect={false}
            onChange={(team) => navigate({ search: { view: search.view, team: team || undefined } } as never)}
          />
          <Button
            variant="filled"
            className={classes.forKeys}
            onClick={reassign}
            disabled={order.length === 0}
            rightSection={<Kbd keys="KeyA" plain />}
          >
            {t('desk.reassign')}
          </Button>
        </>
      }
    />
  );
  if (query.isError && !data) return wrap(<ErrorBlock error={query.error} onRetry={() => query.refetch()} />);
  if (!data) return wrap(<SkeletonRows rows={12} />);
  const row = (entry: (typeof data.late)[number]) => (
    <DeskRowView
      key={entry.id}
      row={entry}
      chosen={chosen === entry.id}
      giving={giving === entry.id}
      onChoose={() => setChosen(entry.id)}
      onGive={(open) => {
        setChosen(entry.id);
        setGiving(open ? entry.id : null);
      }}
    />
  );
  return wrap(
    <div className={classes.body}>
      <div className={classes.list}>
        {order.length + stuck.length === 0 && <EmptyState title={t('desk.none')} text={t('desk.noneWhy')} />}
        {stuck.length > 0 && (
          <Section title={t('desk.stuck')} count={data.counts.stuck} note={t('desk.stuckWhy')}>
            {stuck.map((incident) => (
              <IncidentRowView key={incident.id} incident={incident} />
            ))}
            {view === 'worst' && data.counts.stuck > stuck.length && (
              <li className={classes.more}>
                <Link to="/desk" search={{ view: 'stuck', team: search.team } as never}>
                  {t('desk.stuckAll', { count: data.counts.stuck })}
                </Link>
              </li>
            )}
          </Section>
        )}
        {order.length > 0 && <Columns />}
        {nobody.length > 0 && (
          <Section title={t('desk.nobody')} count={unnamed.length} note={t('desk.nobodyWhy')}>
            {nobody.map(row)}
            {nobody.length < unnamed.length && (
              <li className={classes.more}>
                <Link to="/desk" search={{ view: 'stuck', team: search.team } as never}>
                  {t('desk.stuckAll', { count: unnamed.length })}
                </Link>
              </li>
            )}
          </Section>
        )}
        {late.length > 0 && (
          <Section title={t('desk.late')} count={late.length}>
            {late.map(row)}
          </Section>
        )}
        {soon.length > 0 && (
          <Section title={t('desk.soon')} count={soon.length} note={t('desk.soonWhy')}>
            {soon.map(row)}
          </Section>
        )}
      </div>
      <Load people={data.load} teams={people.data?.teams ?? []} rules={data.rules} />
    </div>,
  );

  function wrap(content: React.ReactNode) {
    return (
      <>
        {header}
        {content}
      </>
    );
  }
}

function Section({ title, count, note, children }: { title: string; count: number; note?: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <header className={classes.section}>
        <h2>
          {title} <span className="quiet">{count}</span>
        </h2>
        {note && <span className="quiet small">{note}</span>}
      </header>
      <ul>{children}</ul>
    </section>
  );
}

function Columns() {
  const { t } = useText();
  return (
    <div className={classes.columns} aria-hidden="true">
      <span>{t('desk.deadline')}</span>
      <span>{t('desk.case')}</span>
      <span>{t('desk.step')}</span>
      <span>{t('desk.owner')}</span>
      <span>{t('desk.cause')}</span>
    </div>
  );
}
