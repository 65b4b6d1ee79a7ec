import { Button, Drawer, Textarea } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { publishProcess } from '../../../api/contract/processes.ts';
import type { Problem } from '../../../designer/types.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { call } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './processes.module.css';

interface Props {
  opened: boolean;
  onClose: () => void;
  process: { key: string; name: string; versions: { version: number; openCases: number }[] };
  problems: Problem[];
  beforePublish: () => Promise<number | undefined>;
}

/** What publishing does, said before it is done: who follows the new version and who finishes on the old. */
export function PublishSheet({ opened, onClose, process, problems, beforePublish }: Props) {
  const { t } = useText();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const errors = problems.filter((problem) => problem.severity === 'error');
  const newest = process.versions[0];
  const next = (newest?.version ?? 0) + 1;
  const inFlight = process.versions.reduce((sum, version) => sum + version.openCases, 0);
  const publish = useMutation({
    mutationFn: async () => {
      const revision = await beforePublish();
      if (revision === undefined) throw new Error(t('processes.notSaved'));
      return call(publishProcess, { params: { process: process.key }, body: { revision, note: note.trim() || undefined } });
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['process', process.key] }),
        queries.invalidateQueries({ queryKey: ['processes'] }),
      ]),
  });
  const close = () => {
    publish.reset();
    setNote('');
    onClose();
  };
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size={480}
      title={<b>{t('publish.title', { name: process.name, version: publish.data?.version ?? next })}</b>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {publish.data ? (
        <div className={classes.sheet} role="status">
          <p className="line medium">
            <IconCircleCheck size={20} aria-hidden="true" /> {t('publish.done', { version: publish.data.version })}
          </p>
          <p>{t('publish.doneWhy', { version: publish.data.version, count: inFlight })}</p>
          <Button onClick={close}>{t('close')}</Button>
        </div>
      ) : (
        <div className={classes.sheet}>
          <dl className={classes.big}>
            <div>
              <dt>{t('publish.newCases')}</dt>
              <dd>{t('processes.version', { version: next })}</dd>
            </div>
            <div>
              <dt>{t('publish.stay')}</dt>
              <dd>{inFlight}</dd>
            </div>
          </dl>
          <p className="soft">{t('publish.stayWhy', { count: inFlight })}</p>
          {errors.length > 0 && (
            <ul className={classes.problems}>
              {errors.map((problem) => (
                <li key={`${problem.rule}${problem.element}${problem.message}`} className="line">
                  <IconAlertCircle size={16} aria-hidden="true" />
                  <span>{problem.message}</span>
                </li>
              ))}
            </ul>
          )}
          <Textarea
            label={t('publish.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={1000}
          />
          {publish.isError && <InlineProblem error={publish.error} />}
          <Button onClick={() => publish.mutate()} loading={publish.isPending} disabled={errors.length > 0}>
            {t('publish.now', { version: next })}
          </Button>
          {errors.length > 0 && <p className="quiet small">{t('publish.blocked', { count: errors.length })}</p>}
        </div>
      )}
    </Drawer>
  );
}
