import { Button, Progress } from '@mantine/core';
import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { ErrorBlock } from '../../components/error-block.tsx';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useText } from '../../lib/text/text.ts';
import { ChooseTargets } from './choose-targets.tsx';
import { missingSteps } from './missing-steps.ts';
import classes from './processes.module.css';
import { type Pair, type Tried, useMove } from './use-move.ts';

interface Props {
  process: string;
  to: number;
  /** Older versions with open cases, or from which cases were moved. */
  from: number[];
}

/** Cases that run on older versions: how many can go on by the newest, which stay and why; then the move itself, and its way back. */
export function MoveCases({ process, to, from }: Props) {
  return from.map((version) => <MoveVersion key={version} pair={{ process, from: version, to }} />);
}

function MoveVersion({ pair }: { pair: Pair }) {
  const { t } = useText();
  const { moves, plan, asks, tried, tryAll, chosen, choose, progress, move, back, run, again } = useMove(pair);
  const missing = plan.data ? missingSteps(plan.data) : [];
  const failed = moves.error ?? plan.error ?? tried.error;
  const stands = progress.data?.status;
  // What became of the cases is known only when the last had its turn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it ends.
  useEffect(() => {
    if (stands !== undefined && stands !== 'running') void again();
  }, [stands]);
  const goesBack = run && !run.undo && stands !== undefined && stands !== 'running' && (progress.data?.counts.done ?? 0) > 0;
  return (
    <section className={classes.move} aria-label={t('move.title', { from: pair.from })}>
      <h3>
        {t('processes.version', { version: pair.from })} <IconArrowRight size={14} aria-hidden="true" />{' '}
        {t('processes.version', { version: pair.to })}
      </h3>
      {run && <Running progress={progress.data} undo={run.undo} />}
      {goesBack && (
        <div className={classes.moveFoot}>
          <Button variant="default" loading={back.isPending} onClick={() => back.mutate()}>
            {t('move.back')}
          </Button>
        </div>
      )}
      {failed ? (
        <ErrorBlock
          error={failed}
          onRetry={() => void Promise.all([moves.refetch(), plan.refetch(), ...(asks ? [tried.refetch()] : [])])}
        />
      ) : !moves.data || !plan.data || (asks && !tried.data) ? (
        <SkeletonRows rows={2} />
      ) : asks && tried.data ? (
        <Preview tried={tried.data} />
      ) : (
        !run && <p>{t('move.can', { count: 0 })}</p>
      )}
      {asks && missing.length > 0 && <ChooseTargets pair={pair} steps={missing} chosen={chosen} tried={tried.data} onChoose={choose} />}
      {asks && tried.data && !failed && (
        <div className={classes.moveFoot}>
          <span className="quiet small grow">{t('move.undoLater')}</span>
          {tried.data.more && (
            <Button variant="default" loading={tried.isPlaceholderData} onClick={tryAll}>
              {t('move.tryAll', { count: tried.data.total })}
            </Button>
          )}
          <Button
            variant="filled"
            disabled={tried.isPlaceholderData || (!tried.data.more && tried.data.can + tried.data.hidden === 0)}
            loading={move.isPending}
            onClick={() => move.mutate()}
          >
            {tried.data.more ? t('move.all', { version: pair.to }) : t('move.now', { count: tried.data.can, version: pair.to })}
          </Button>
        </div>
      )}
      {(move.isError || back.isError) && <InlineProblem error={move.error ?? back.error} />}
    </section>
  );
}

/** A dry run in words: numbers are promises as long as nobody works on these cases meanwhile. */
function Preview({ tried }: { tried: Tried }) {
  const { t } = useText();
  const led = tried.elements.filter(({ target, can }) => target !== null && can > 0);
  return (
    <>
      <p>
        {tried.more && `${t('move.sample', { tried: tried.tried, count: tried.total })} `}
        <b>{t('move.can', { count: tried.can })}</b> {t('move.stay', { count: tried.tried - tried.can })}
        {tried.hidden > 0 && <span className="quiet"> {t('move.hidden', { count: tried.hidden })}</span>}
      </p>
      {tried.reasons.length > 0 && (
        <ul className={classes.problems}>
          {tried.reasons.map(({ code, element, text, cases }) => (
            <li key={`${code} ${element} ${text}`}>
              {text} <span className="quiet">{t('move.cases', { count: cases })}</span>
            </li>
          ))}
        </ul>
      )}
      {led.length > 0 && (
        <details>
          <summary className="quiet small">{t('move.where')}</summary>
          <ul className={classes.problems}>
            {led.map(({ element, name, can }) => (
              <li key={element}>
                {name} <span className="quiet">{t('move.cases', { count: can })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

type Progressed = NonNullable<ReturnType<typeof useMove>['progress']['data']>;

function Running({ progress, undo }: { progress: Progressed | undefined; undo: boolean }) {
  const { t } = useText();
  if (!progress) return <SkeletonRows rows={1} />;
  const { waiting, done, refused, failed, cancelled } = progress.counts;
  const all = waiting + done + refused + failed + cancelled;
  const stay = refused + failed + cancelled;
  const running = progress.status === 'running';
  return (
    <div role="status">
      {running ? (
        <>
          <p>{t(undo ? 'move.takingBack' : 'move.moving', { done: done + stay, count: all })}</p>
          <Progress value={all === 0 ? 100 : ((done + stay) / all) * 100} aria-label={t('move.progress')} />
        </>
      ) : (
        <p className="line">
          <IconCircleCheck size={16} aria-hidden="true" /> {t(undo ? 'move.tookBack' : 'move.moved', { count: done })}{' '}
          {stay > 0 && t('move.stay', { count: stay })}
        </p>
      )}
      {progress.stays.length > 0 && (
        <ul className={classes.problems}>
          {progress.stays.map(({ instanceId, title, reasons }) => (
            <li key={instanceId}>
              {title ?? instanceId}: <span className="quiet">{reasons.map(({ text }) => text).join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
