import { Button, VisuallyHidden } from '@mantine/core';
import { IconBroadcast, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listProcesses } from '../../../api/contract/processes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { SignalSheet } from '../start/signal-sheet.tsx';
import { StartSheet } from '../start/start-sheet.tsx';
import { NewProcessSheet } from './new-process-sheet.tsx';
import classes from './processes.module.css';

/** Process packages of the company: version that runs, draft, open cases. Who may not read them sees which he can start. */
export function ProcessList() {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const [making, setMaking] = useState(false);
  const [sending, setSending] = useState(false);
  const [starting, setStarting] = useState<string>();
  const list = useQuery({ queryKey: ['processes'], queryFn: ({ signal }) => call(listProcesses, { signal }) });
  const mayWrite = me.rights.includes('process:write');
  const mayRead = me.rights.includes('process:read');
  return (
    <>
      <PageHeader
        title={t('place.processes')}
        end={
          <>
            {me.rights.includes('message:publish') && (
              <Button variant="subtle" leftSection={<IconBroadcast size={16} aria-hidden="true" />} onClick={() => setSending(true)}>
                {t('signal.title')}
              </Button>
            )}
            {mayWrite && (
              <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setMaking(true)}>
                {t('processes.new')}
              </Button>
            )}
          </>
        }
      />
      {list.isPending ? (
        <SkeletonRows rows={4} />
      ) : list.isError ? (
        <ErrorBlock error={list.error} onRetry={() => list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <EmptyState title={t('processes.none')} text={t('processes.noneWhy')} />
      ) : (
        <table className={classes.table} data-brief={!mayRead || undefined}>
          <thead>
            <tr>
              <th>{t('processes.name')}</th>
              {mayRead && (
                <>
                  <th>{t('processes.runs')}</th>
                  <th>{t('processes.draft')}</th>
                  <th className={classes.number}>{t('processes.open')}</th>
                </>
              )}
              <th className={classes.number}>
                <VisuallyHidden>{t('start.button')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data.items.map((item) => (
              <tr key={item.key}>
                <td>
                  {mayRead ? (
                    <Link to="/processes/$key" params={{ key: item.key }} className="medium">
                      {item.name}
                    </Link>
                  ) : (
                    <span className="medium">{item.name}</span>
                  )}
                  <span className="quiet small"> {item.key}</span>
                  {item.nextStartAt && (
                    <div className="quiet small">
                      {t('start.nextOn', { at: moment(Date.parse(item.nextStartAt), locale, me.zone, now) })}
                    </div>
                  )}
                </td>
                {mayRead && (
                  <>
                    <td>{item.version === null ? t('processes.never') : t('processes.version', { version: item.version })}</td>
                    <td>{item.draftRevision === null ? '' : t('processes.changed')}</td>
                    <td className={classes.number}>
                      {item.openCases > 0 && item.recordType === null ? (
                        <Link to="/cases" search={{ process: item.key } as never}>
                          {item.openCases}
                        </Link>
                      ) : (
                        item.openCases
                      )}
                    </td>
                  </>
                )}
                <td className={classes.number}>
                  {item.start !== 'none' && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
                      aria-label={t('start.buttonOf', { name: item.name })}
                      onClick={() => setStarting(item.key)}
                    >
                      {t('start.button')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NewProcessSheet opened={making} onClose={() => setMaking(false)} />
      <SignalSheet opened={sending} onClose={() => setSending(false)} />
      <StartSheet process={starting} onClose={() => setStarting(undefined)} />
    </>
  );
}
