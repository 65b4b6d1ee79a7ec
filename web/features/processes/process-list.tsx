import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listProcesses } from '../../../api/contract/processes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { NewProcessSheet } from './new-process-sheet.tsx';
import classes from './processes.module.css';

/** Process packages of the company: version that runs, draft, open cases. */
export function ProcessList() {
  const { t } = useText();
  const me = useMe();
  const [making, setMaking] = useState(false);
  const list = useQuery({ queryKey: ['processes'], queryFn: ({ signal }) => call(listProcesses, { signal }) });
  const mayWrite = me.rights.includes('process:write');
  return (
    <>
      <PageHeader
        title={t('place.processes')}
        end={
          mayWrite && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
              {t('processes.new')}
            </Button>
          )
        }
      />
      {list.isPending ? (
        <SkeletonRows rows={4} />
      ) : list.isError ? (
        <ErrorBlock error={list.error} onRetry={() => list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <EmptyState title={t('processes.none')} text={t('processes.noneWhy')} />
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('processes.name')}</th>
              <th>{t('processes.runs')}</th>
              <th>{t('processes.draft')}</th>
              <th className={classes.number}>{t('processes.open')}</th>
            </tr>
          </thead>
          <tbody>
            {list.data.items.map((item) => (
              <tr key={item.key}>
                <td>
                  <Link to="/processes/$key" params={{ key: item.key }} className="medium">
                    {item.name}
                  </Link>
                  <span className="quiet small"> {item.key}</span>
                </td>
                <td>{item.version === null ? t('processes.never') : t('processes.version', { version: item.version })}</td>
                <td>{item.draftRevision === null ? '' : t('processes.changed')}</td>
                <td className={classes.number}>{item.openCases}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NewProcessSheet opened={making} onClose={() => setMaking(false)} />
    </>
  );
}
