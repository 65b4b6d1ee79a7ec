import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { listProcesses } from '../../../api/contract/processes.ts';
import { call } from '../../lib/api/call.ts';
import { useMe } from '../../lib/session.ts';
import { useText, withTexts } from '../../lib/text/text.ts';

const StartSheet = lazy(() => withTexts(import('../start/start-sheet.tsx')).then((module) => ({ default: module.StartSheet })));

/** A record by hand: its process begins with it. Absent for who may not, and where no process moves records of this type. */
export function NewRecord({ type }: { type: string }) {
  const { t } = useText();
  const me = useMe();
  const [starting, setStarting] = useState<string>();
  const may = me.rights.includes('record:create') && me.rights.includes('instance:start');
  const list = useQuery({
    queryKey: ['processes'],
    queryFn: ({ signal }) => call(listProcesses, { signal }),
    enabled: may,
    staleTime: 60_000,
  });
  const process = list.data?.items.find((item) => item.start === 'record' && item.recordType === type);
  if (!process) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setStarting(process.key)}>
        {t('list.new')}
      </Button>
      {starting !== undefined && (
        <Suspense fallback={null}>
          <StartSheet process={starting} onClose={() => setStarting(undefined)} />
        </Suspense>
      )}
    </>
  );
}
