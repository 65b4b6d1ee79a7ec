import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { SlaMark } from '../../components/sla-mark.tsx';
import { useText } from '../../lib/text/text.ts';
import { stepName } from '../task/step-name.ts';
import { TaskForm } from '../task/task-form.tsx';
import { TaskState } from '../task/task-state.tsx';
import type { InboxRow } from './use-rows.ts';

export function FormPane({ task, next, onNext }: { task: TaskDetail; next: InboxRow | undefined; onNext: () => void }) {
  const { t } = useText();
  const nextName = next
    ? [next.contact?.name, next.contact?.organisation ?? next.record?.title].filter(Boolean).join(', ') || stepName(next)
    : null;
  return (
    <>
      <TaskState task={task} />
      <TaskForm
        key={task.id}
        task={task}
        layout="column"
        onNext={onNext}
        next={
          next && (
            <>
              <span className="quiet">{t('task.next')}</span>
              <span className="cut grow soft" title={nextName ?? undefined}>
                {nextName}
              </span>
              <SlaMark sla={next.sla} followUpAt={next.followUpAt} full brief />
            </>
          )
        }
      />
    </>
  );
}
