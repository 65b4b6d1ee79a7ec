import { IconCheck } from '@tabler/icons-react';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { stageColor } from '../../components/stage-dot.tsx';
import { useText } from '../../lib/text/text.ts';
import classes from './record.module.css';

/** The way through the stages: a 3-px bar, name, and days spent. */
export function StagePath({ path }: { path: RecordDetail['path'] }) {
  const { t } = useText();
  if (path.length === 0) return null;
  return (
    // Scrolls where it does not fit, so it takes the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable by keyboard
    <ol className={classes.path} aria-label={t('record.path')} tabIndex={0}>
      {path.map((stage) => (
        <li
          key={stage.id}
          className={classes.stage}
          data-state={stage.state}
          aria-current={stage.state === 'now' ? 'step' : undefined}
          style={{ borderTopColor: stage.state === 'ahead' ? 'var(--p-line2)' : stageColor(stage.color) }}
        >
          <span className={classes.stageName}>
            {stage.name}
            {stage.state === 'passed' && <IconCheck size={16} role="img" aria-label={t('record.passed')} />}
          </span>
          <span className={classes.stageDays}>
            {stage.days !== null && t('record.days', { count: Math.floor(stage.days) })}
            {stage.state === 'now' && (stage.days === null ? t('record.now') : `, ${t('record.now')}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
