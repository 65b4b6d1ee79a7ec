import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { problemOf } from '../lib/api/problem.ts';
import { useText } from '../lib/text/text.ts';
import { problemText } from './problem-text.ts';
import classes from './states.module.css';

/** Said in full, and the same however often it is tried. */
const plain = new Set(['forbidden', 'notFound']);

/** A part of a screen that could not be loaded: in place, with Retry, and the code to copy. */
export function ErrorBlock({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useText();
  const problem = problemOf(error);
  return (
    <div className={classes.state} role="alert">
      <IconAlertCircle size={20} aria-hidden="true" />
      <p>{problemText(problem, t)}</p>
      {!plain.has(problem.code) && <code className={classes.code}>{[problem.code, problem.traceId].filter(Boolean).join(' ')}</code>}
      {onRetry && !plain.has(problem.code) && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}
