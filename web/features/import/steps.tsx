import type { ImportView } from '../../../api/contract/imports.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './import.module.css';

const steps = ['file', 'columns', 'check', 'run', 'result'] as const;
type Step = (typeof steps)[number];

export function stepOf(view: ImportView): Step {
  const byStatus: Record<ImportView['status'], Step> = {
    uploaded: 'columns',
    checking: 'check',
    checked: 'check',
    running: 'run',
    paused: 'run',
    done: 'result',
    failed: 'columns',
  };
  return byStatus[view.status];
}

export function Steps({ current }: { current: Step }) {
  const { t } = useText();
  const at = steps.indexOf(current);
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined} data-done={index < at || undefined}>
          <span>{index + 1}</span> {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
