import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseWait } from '../../../api/contract/records.ts';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { SlaMark } from '../../components/sla-mark.tsx';
import { useGroupNames } from '../../lib/groups.ts';
import { useText } from '../../lib/text/text.ts';
import { taskQuery } from '../task/queries.ts';
import { stepName } from '../task/step-name.ts';
import { TaskForm } from '../task/task-form.tsx';
import { TaskState } from '../task/task-state.tsx';
import { WhyPopover } from '../task/why-popover.tsx';
import classes from './record.module.css';
import { Waits } from './waits.tsx';

interface NextStepProps {
  tasks: readonly TaskRow[];
  waits: readonly CaseWait[];
  closed: string | null;
  /** The page says what the case as a whole knows. */
  caseShown?: boolean;
}

/** The same form as in the inbox; several open steps stand as tabs. */
export function NextStep({ tasks, waits, closed, caseShown }: NextStepProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const row = tasks.find((task) => task.id === chosen) ?? tasks[0];
  const query = useQuery({ ...taskQuery(row?.id ?? ''), enabled: row !== undefined });
  const groups = useGroupNames(query.isError ? (row?.groups ?? []) : []);
  if (!row) {
    return (
      <section className={classes.nothing}>
        <p className="medium">{closed ?? t('record.noStep')}</p>
        {!closed && (waits.length > 0 ? <Waits waits={waits} /> : <p className="quiet">{t('record.noStepWhy')}</p>)}
      </section>
    );
  }
  const task = query.data;
  // Rounds of one step: its name is said once.
  const rounds = tasks.length > 1 && tasks.every((each) => each.round !== null && each.name === row.name);
  return (
    <section aria-label={t('record.nextStep')} className={classes.next} data-pane="form" tabIndex={-1}>
      <div className={classes.nextHead}>
        {rounds && <h2 className={classes.heading}>{row.name}</h2>}
        {tasks.length > 1 ? (
          <div
            className={classes.steps}
            data-rounds={rounds || undefined}
            role="group"
            aria-label={rounds ? row.name : t('record.nextStep')}
          >
            {tasks.map((each) => (
              <button
                key={each.id}
                type="button"
                aria-pressed={each.id === row.id}
                title={stepName(each)}
                onClick={() => setChosen(each.id)}
              >
                {rounds ? each.round : stepName(each)}
              </button>
            ))}
          </div>
        ) : (
          <>
            <h2 className={classes.heading}>{stepName(row)}</h2>
            <span className="quiet">{t('record.nextStepWord')}</span>
          </>
        )}
        <span className={classes.nextEnd}>
          {row.assignee && <span className="soft">{row.assignee.name}</span>}
          <SlaMark sla={row.sla} followUpAt={row.followUpAt} full />
          {task && <WhyPopover task={task} label={t('why.short')} />}
        </span>
      </div>
      {task ? (
        <>
          <TaskState task={task} />
          <TaskForm key={task.id} task={task} layout="wide" caseShown={caseShown} />
        </>
      ) : query.isError ? (
        <p className={`quiet ${classes.others}`}>
          {row.assignee || row.groups.length > 0
            ? t('case.withOthers', { who: row.assignee?.name ?? groups.join(', ') })
            : t('task.nobodyNamed')}
        </p>
      ) : (
        <SkeletonRows rows={5} />
      )}
    </section>
  );
}
