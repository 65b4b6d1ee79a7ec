import { Button } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { PackageFile } from '../../../api/contract/processes.ts';
import { serverNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './processes.module.css';
import type { Conflict } from './use-draft.ts';

const ChangesInWords = lazy(() => import('../../../designer/index.ts').then((module) => ({ default: module.ChangesInWords })));

interface Props {
  conflict: Conflict;
  mine: () => PackageFile[];
  jobTypes: string[];
  onTheirs: () => void;
  onMine: () => void;
}

/** Somebody saved in between: who, when, in what the two differ, and the two ways on. Nothing was overwritten. */
export function DraftConflict({ conflict, mine, jobTypes, onTheirs, onMine }: Props) {
  const { t, locale } = useText();
  const me = useMe();
  const [comparing, setComparing] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: mine as it is when the list is opened.
  const files = useMemo(mine, [conflict, comparing]);
  const at = conflict.at ? shortMoment(Date.parse(conflict.at), locale, me.zone, serverNow()) : '';
  return (
    <div className={classes.conflict} role="alert">
      <p className={classes.conflictText}>{t('processes.conflict', { by: conflict.by ?? t('processes.somebody'), at })}</p>
      <div className={classes.conflictWays}>
        <Button variant="subtle" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
          {t('processes.compare')}
        </Button>
        <Button variant="default" onClick={onTheirs}>
          {t('processes.takeTheirs')}
        </Button>
        <Button variant="default" onClick={onMine}>
          {t('processes.keepMine')}
        </Button>
      </div>
      {comparing && (
        <div className={`${classes.conflictChanges} ${classes.changes}`}>
          <Suspense>
            <ChangesInWords before={conflict.files} after={files} jobTypes={jobTypes} locale={locale} />
          </Suspense>
          <p className="quiet small">{t('processes.compareWhy')}</p>
        </div>
      )}
    </div>
  );
}
