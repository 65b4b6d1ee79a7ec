import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { SlaMark } from '../../components/sla-mark.tsx';
import { useText } from '../../lib/text/text.ts';
import { taskQuery } from '../task/queries.ts';
import { TaskForm } from '../task/task-form.tsx';
import { TaskState } from '../task/task-state.tsx';
import { WhyPopover } from '../task/why-popover.tsx';
import classes from './record.module.css';

/** The same form as in the inbox; several open steps stand as tabs. */
export function NextStep({ record }: { record: RecordDetail }) {
  const { t } = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const row = record.tasks.find((task) => task.id === chosen) ?? record.tasks[0];
  const query = useQuery({ ...taskQuery(row?.id ?? ''), enabled: row !== undefined });
  if (!row) {
    const closed = record.status !== 'open';
    return (
      <section className={classes.nothing}>
        <p className="medium">{closed ? t('record.closed', { status: t(`status.record.${record.status}`) }) : t('record.noStep')}</p>
        {!closed && <p className="quiet">{t('record.noStepWhy')}</p>}
      </section>
    );
  }
  const task = query.data;
  return (
    <section aria-label={t('record.nextStep')} className={classes.next} data-pane="form" tabIndex={-1}>
      <div className={classes.nextHead}>
        {record.tasks.length > 1 ? (
          <div className={classes.steps} role="group" aria-label={t('record.nextStep')}>
            {record.tasks.map((each) => (
              <button key={each.id} type="button" aria-pressed={each.id === row.id} onClick={() => setChosen(each.id)}>
                {each.name}
              </button>
            ))}
          </div>
        ) : (
          <>
            <h2 className={classes.heading}>{row.name}</h2>
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
          <TaskForm key={task.id} task={task} layout="wide" />
        </>
      ) : (
        <SkeletonRows rows={5} />
      )}
    </section>
  );
}
