import { IconCheck } from '@tabler/icons-react';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { errorText } from '../../components/fields/error-text.tsx';
import { Label } from '../../components/fields/label.tsx';
import { useText } from '../../lib/text/text.ts';
import classes from './task-form.module.css';

/** The results of a step: one press or one digit. */
export function Results(props: {
  outcomes: TaskDetail['outcomes'];
  chosen: string | null;
  onChoose: (outcome: string) => void;
  error?: string;
}) {
  const { t } = useText();
  const hint = props.outcomes.find((each) => each.value === props.chosen)?.hint;
  return (
    <div role="group" aria-label={t('task.result')}>
      <Label required={false} aside="">
        {t('task.result')}
      </Label>
      <div className={classes.results}>
        {props.outcomes.map((outcome, index) => (
          <button
            key={outcome.value}
            type="button"
            className={classes.result}
            aria-pressed={outcome.value === props.chosen}
            onClick={() => props.onChoose(outcome.value)}
          >
            {index < 9 && (
              <kbd className={classes.digit} aria-hidden="true">
                {index + 1}
              </kbd>
            )}
            <span className="grow">{outcome.name}</span>
            {outcome.value === props.chosen && <IconCheck size={16} aria-hidden="true" />}
          </button>
        ))}
      </div>
      {hint && <p className={classes.hint}>{hint}</p>}
      {props.error && <div style={{ marginTop: 4 }}>{errorText(props.error)}</div>}
    </div>
  );
}
