import { Button } from '@mantine/core';
import { IconCheck, IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Kbd } from '../../components/kbd.tsx';
import { timeWithSeconds } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './task-form.module.css';

/** Where the hand goes last: draft, complete, defer, who is next. */
export function FormEnd(props: {
  layout: 'column' | 'wide';
  savedAt: number | null;
  onServer: boolean;
  disabled: boolean;
  /** Why nothing can be pressed. */
  why?: string;
  hasNext: boolean;
  next?: ReactNode;
  defer: ReactNode;
  onComplete: (stay: boolean) => void;
}) {
  const { t, locale } = useText();
  const me = useMe();
  const time = props.savedAt ? timeWithSeconds(props.savedAt, locale, me.zone) : null;
  return (
    <div className={classes.end} data-layout={props.layout}>
      <div className={classes.saved} aria-live="polite">
        {time && (
          <>
            {props.onServer ? <IconCheck size={16} aria-hidden="true" /> : <IconDeviceLaptop size={16} aria-hidden="true" />}
            <span>{t(props.onServer ? 'task.draftSaved' : 'task.draftHere', { time })}</span>
          </>
        )}
      </div>
      <Button
        className={classes.primary}
        variant="filled"
        disabled={props.disabled}
        title={props.why}
        onClick={() => props.onComplete(false)}
        rightSection={<Kbd keys="Mod+Enter" plain />}
      >
        {t(props.hasNext ? 'task.completeNext' : 'task.complete')}
      </Button>
      {props.hasNext && (
        <Button className={classes.stay} disabled={props.disabled} title={props.why} onClick={() => props.onComplete(true)}>
          {t('task.completeStay')}
        </Button>
      )}
      <div className={classes.defer}>{props.defer}</div>
      {props.next && <div className={classes.next}>{props.next}</div>}
    </div>
  );
}
