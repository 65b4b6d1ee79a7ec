import { useQuery } from '@tanstack/react-query';
import { Duplicates } from '../../components/duplicates.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useText } from '../../lib/text/text.ts';
import { History } from '../history/history.tsx';
import { taskQuery } from '../task/queries.ts';
import { CaseContact, CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { FormPane } from './form-pane.tsx';
import classes from './inbox.module.css';
import type { InboxRow } from './use-rows.ts';

/** The case and its form: two panes side by side, one stack on a phone. */
export function CasePanes(props: { id: string; next: InboxRow | undefined; onNext: () => void; onBack: (() => void) | undefined }) {
  const { t } = useText();
  const query = useQuery(taskQuery(props.id));
  const task = query.data;
  return (
    <>
      <section className={classes.case} data-pane="case" tabIndex={-1} aria-label={t('inbox.case')}>
        {query.isPending && <SkeletonRows rows={10} />}
        {query.isError && !task && <ErrorBlock error={query.error} onRetry={() => query.refetch()} />}
        {task && (
          <>
            <CaseHead task={task} onBack={props.onBack} />
            <CaseContact task={task} />
            {!props.onBack && <CaseFacts task={task} />}
            <Duplicates items={task.duplicates} />
            {props.onBack && (
              <>
                <FormPane task={task} next={props.next} onNext={props.onNext} />
                <CaseFacts task={task} />
              </>
            )}
            <div className={classes.caseHistory}>
              <History of={task.record ? { record: task.record.id } : { case: task.instanceId }} />
            </div>
          </>
        )}
      </section>
      {!props.onBack && (
        <section className={classes.form} data-pane="form" tabIndex={-1} aria-label={t('inbox.form')}>
          {task ? <FormPane task={task} next={props.next} onNext={props.onNext} /> : <SkeletonRows rows={6} height={52} />}
        </section>
      )}
    </>
  );
}
