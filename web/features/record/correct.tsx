import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import type { StuckItem } from './incidents.tsx';

const CorrectSheet = lazy(() => import('./correct-sheet.tsx').then((module) => ({ default: module.CorrectSheet })));

/** Opens the data that the failed step asks for, for who may try it again. */
export function Correct({ incident, title, record }: { incident: StuckItem; title: string; record: string | null }) {
  const { t } = useText();
  const me = useMe();
  const [opened, setOpened] = useState(false);
  if (!incident.retryable || !me.rights.includes('incident:retry')) return null;
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpened(true)}>
        {t('correct.open')}
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <CorrectSheet incident={incident} title={title} record={record} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
