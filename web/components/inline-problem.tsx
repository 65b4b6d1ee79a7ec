import { IconAlertCircle } from '@tabler/icons-react';
import { problemOf } from '../lib/api/problem.ts';
import { useText } from '../lib/text/text.ts';
import { problemText } from './problem-text.ts';
import classes from './states.module.css';

/** A refusal where it happened: sentence, and the code to copy when asking for help. */
export function InlineProblem({ error }: { error: unknown }) {
  const { t } = useText();
  const problem = problemOf(error);
  return (
    <p role="alert" className={classes.problem}>
      <IconAlertCircle size={16} aria-hidden="true" />
      <span>
        {problemText(problem, t)}
        {problem.traceId && <span className="quiet small"> {problem.traceId}</span>}
      </span>
    </p>
  );
}
