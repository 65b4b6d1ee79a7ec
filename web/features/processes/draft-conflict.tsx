import { Button } from '@mantine/core';
import { serverNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './processes.module.css';
import type { Conflict } from './use-draft.ts';

/** Somebody saved in between: who, when, and the two ways on. Nothing was overwritten. */
export function DraftConflict({ conflict, onTheirs, onMine }: { conflict: Conflict; onTheirs: () => void; onMine: () => void }) {
  const { t, locale } = useText();
  const me = useMe();
  return (
    <div className={classes.conflict} role="alert">
      <span className="grow">
        {t('processes.conflict', {
          by: conflict.by,
          at: conflict.at ? shortMoment(Date.parse(conflict.at), locale, me.zone, serverNow()) : '',
        })}
      </span>
      <Button variant="default" onClick={onTheirs}>
        {t('processes.takeTheirs')}
      </Button>
      <Button variant="default" onClick={onMine}>
        {t('processes.keepMine')}
      </Button>
    </div>
  );
}
