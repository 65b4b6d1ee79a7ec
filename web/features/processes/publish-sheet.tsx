import { Button, Modal, Textarea } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { getVersion, type PackageFile, publishProcess } from '../../../api/contract/processes.ts';
import type { Problem } from '../../../designer/types.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { call } from '../../lib/api/call.ts';
import { number } from '../../lib/format/numbers.ts';
import { useText } from '../../lib/text/text.ts';
import { MoveCases } from './move-cases.tsx';
import classes from './processes.module.css';

const ChangesInWords = lazy(() => import('../../../designer/index.ts').then((module) => ({ default: module.ChangesInWords })));

interface Props {
  opened: boolean;
  onClose: () => void;
  process: { key: string; name: string; jobTypes: string[]; versions: { version: number; openCases: number }[] };
  problems: Problem[];
  draftFiles: () => PackageFile[];
  beforePublish: () => Promise<number | undefined>;
  /** Told the revision that is no draft any more. */
  onPublished: (revision: number) => void;
  /** A case of what was published is to begin. */
  onStart: () => void;
}

/** What publishing does, said before it is done: who follows the new version and who finishes on the old. */
export function PublishSheet({ opened, onClose, process, problems, draftFiles, beforePublish, onPublished, onStart }: Props) {
  const { t, locale } = useText();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  // As they were before: what is moved meanwhile keeps its place until the sheet is closed.
  const [older, setOlder] = useState<number[]>([]);
  const errors = problems.filter((problem) => problem.severity === 'error');
  const newest = process.versions[0];
  const next = (newest?.version ?? 0) + 1;
  const inFlight = process.versions.reduce((sum, version) => sum + version.openCases, 0);
  const running = useQuery({
    queryKey: ['version', process.key, newest?.version],
    queryFn: ({ signal }) => call(getVersion, { params: { process: process.key, version: newest?.version ?? 0 }, signal }),
    enabled: opened && newest !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is compared is the draft at the moment of opening.
  const files = useMemo(draftFiles, [opened]);
  const publish = useMutation({
    mutationFn: async () => {
      const revision = await beforePublish();
      if (revision === undefined) throw new Error(t('processes.notSaved'));
      const done = await call(publishProcess, { params: { process: process.key }, body: { revision, note: note.trim() || undefined } });
      setOlder(process.versions.flatMap(({ version, openCases }) => (version < done.version && openCases > 0 ? [version] : [])));
      onPublished(revision);
      return done;
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['process', process.key] }),
        queries.invalidateQueries({ queryKey: ['processes'] }),
        queries.invalidateQueries({ queryKey: ['start', process.key] }),
      ]),
  });
  const close = () => {
    publish.reset();
    setNote('');
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      size={760}
      padding={0}
      title={<b>{t('publish.title', { name: process.name, version: publish.data?.version ?? next })}</b>}
      classNames={{ header: classes.dialogHead, body: classes.dialog }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {publish.data ? (
        <div className={classes.block} role="status">
          <p className="line medium">
            <IconCircleCheck size={20} aria-hidden="true" /> {t('publish.done', { version: publish.data.version })}
          </p>
          <p>
            {older.length > 0
              ? t('move.offer', { version: publish.data.version, count: inFlight })
              : t('publish.doneWhy', { version: publish.data.version, count: inFlight })}
          </p>
          {older.length > 0 && <MoveCases process={process.key} to={publish.data.version} from={older} />}
          <div className={classes.conflictWays} style={{ justifySelf: 'end' }}>
            <Button variant="default" onClick={close}>
              {t('close')}
            </Button>
            <Button
              variant={older.length > 0 ? 'default' : 'filled'}
              onClick={() => {
                close();
                onStart();
              }}
            >
              {t('start.afterPublish')}
            </Button>
          </div>
        </div>
      ) : (
        <>
          <div className={classes.halves}>
            <div className={classes.changes}>
              <Suspense>
                {(running.data || !newest) && (
                  <ChangesInWords before={running.data?.files} after={files} jobTypes={process.jobTypes} locale={locale} />
                )}
              </Suspense>
            </div>
            <section>
              <h3>{t('publish.checked')}</h3>
              <p className="line">
                {errors.length > 0 ? <IconAlertCircle size={16} aria-hidden="true" /> : <IconCheck size={16} aria-hidden="true" />}
                {t('publish.problems', { count: errors.length })}
              </p>
              {problems.length > errors.length && (
                <p className="line">
                  <IconAlertCircle size={16} aria-hidden="true" />
                  {t('publish.warnings', { count: problems.length - errors.length })}
                </p>
              )}
              <ul className={classes.problems}>
                {errors.map((problem) => (
                  <li key={`${problem.rule}${problem.element}${problem.message}`}>{problem.message}</li>
                ))}
              </ul>
            </section>
          </div>
          <div className={classes.big}>
            <b>{t('processes.version', { version: next })}</b>
            <p>{t('publish.newCases')}</p>
            <b>{number(inFlight, locale)}</b>
            <p>
              {t('publish.stay')}
              <span className="quiet"> {t('publish.stayWhy', { count: inFlight })}</span>
            </p>
          </div>
          <div className={classes.block}>
            <Textarea
              label={t('publish.note')}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              autosize
              minRows={1}
              maxLength={1000}
            />
            {publish.isError && <InlineProblem error={publish.error} />}
          </div>
          <div className={classes.foot}>
            <span className="quiet small grow">{errors.length > 0 ? t('publish.blocked', { count: errors.length }) : ''}</span>
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button
              variant="filled"
              onClick={() => publish.mutate()}
              loading={publish.isPending}
              disabled={errors.length > 0}
              data-autofocus
            >
              {t('publish.now', { version: next })}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
