import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../lib/text/text.ts';
import { versionsToShow } from './last-run.ts';
import { MoveCases } from './move-cases.tsx';
import classes from './processes.module.css';
import { useMoves } from './use-move.ts';

/**
 * Beside the name of the process, as long as cases run on older versions, or those that were moved can be taken back: how many, and the way
 * to move them.
 */
export function OlderCases({ process }: { process: { key: string; versions: { version: number; openCases: number }[] } }) {
  const { t } = useText();
  const [moving, setMoving] = useState<number[]>();
  const moves = useMoves(process.key);
  const newest = process.versions[0];
  const { older, shown } = versionsToShow(process.versions, moves.data?.items ?? []);
  if (!newest || (shown.length === 0 && !moving)) return null;
  const count = process.versions.reduce((sum, { version, openCases }) => sum + (older.includes(version) ? openCases : 0), 0);
  return (
    <>
      <Button variant="subtle" px={6} onClick={() => setMoving(shown)}>
        {count > 0 ? t('move.older', { count }) : t('move.last')}
      </Button>
      <Modal
        opened={moving !== undefined}
        onClose={() => setMoving(undefined)}
        size={640}
        padding={0}
        title={<b>{t('move.sheet', { version: newest.version })}</b>}
        classNames={{ header: classes.dialogHead, body: classes.dialog }}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={classes.block}>
          <MoveCases process={process.key} to={newest.version} from={moving ?? []} />
        </div>
      </Modal>
    </>
  );
}
