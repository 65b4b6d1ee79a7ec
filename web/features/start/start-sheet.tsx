import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getStart, type StartInfo } from '../../../api/contract/starts.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { SignalForm } from './signal-form.tsx';
import classes from './start.module.css';
import { StartForm } from './start-form.tsx';
import { StartTimes } from './start-times.tsx';

interface Props {
  /** Key of the process; undefined = closed. */
  process: string | undefined;
  onClose: () => void;
}

/** A case is begun here, whatever its process begins with: a form, a record that is made with it, or an event that is sent. */
export function StartSheet({ process, onClose }: Props) {
  const { t } = useText();
  const [shown, setShown] = useState(process);
  if (process !== undefined && process !== shown) setShown(process);
  const start = useQuery({
    queryKey: ['start', shown],
    queryFn: ({ signal }) => call(getStart, { params: { process: shown ?? '' }, signal }),
    enabled: process !== undefined,
  });
  return (
    <Drawer
      opened={process !== undefined}
      onClose={onClose}
      position="right"
      size={480}
      title={<b>{start.data ? t('start.of', { name: start.data.name }) : t('start.title')}</b>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {start.isPending && <SkeletonRows rows={3} height={52} />}
      {start.isError && <ErrorBlock error={start.error} onRetry={() => start.refetch()} />}
      {start.data && process !== undefined && <Way key={shown} info={start.data} onDone={onClose} />}
    </Drawer>
  );
}

function Way({ info, onDone }: { info: StartInfo; onDone: () => void }) {
  const { t } = useText();
  const me = useMe();
  if (info.kind === 'plain' || info.kind === 'timer' || (info.kind === 'record' && me.rights.includes('record:create')))
    return (
      <>
        <StartTimes timers={info.timers} />
        <StartForm info={info} onDone={onDone} />
      </>
    );
  if (info.kind === 'event' && me.rights.includes('message:publish'))
    return (
      <>
        <StartTimes timers={info.timers} />
        <p className={classes.why}>{t('start.byEvent')}</p>
        <SignalForm first={info.events[0]} onDone={onDone} />
      </>
    );
  return (
    <div className={classes.form}>
      <p>{info.kind === 'record' ? t('start.recordForbidden', { name: info.record?.name ?? '' }) : t('start.eventForbidden')}</p>
      <Button variant="default" onClick={onDone}>
        {t('close')}
      </Button>
    </div>
  );
}
