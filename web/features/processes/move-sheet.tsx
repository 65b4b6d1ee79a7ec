import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../lib/text/text.ts';
import { MoveCases } from './move-cases.tsx';
import classes from './processes.module.css';

/** Beside the name of the process, as long as cases run on older versions: how many, and the way to move them. */
export function OlderCases({ process }: { process: { key: string; versions: { version: number; openCases: number }[] } }) {
  const { t } = useText();
  const [moving, setMoving] = useState<number[]>();
  const [newest, ...others] = process.versions;
  const older = others.filter(({ openCases }) => openCases > 0);
  const count = older.reduce((sum, { openCases }) => sum + openCases, 0);
  if (!newest || (count === 0 && !moving)) return null;
  return (
    <>
      <Button variant="subtle" px={6} onClick={() => setMoving(older.map(({ version }) => version))}>
        {t('move.older', { count })}
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
