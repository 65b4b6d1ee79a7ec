import { Button } from '@mantine/core';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { useResume } from './queries.ts';
import { suspendedText } from './suspended-text.ts';
import classes from './task-state.module.css';

/** Said when the form cannot be sent: who ended it or who is on it. What was typed stays on screen to be copied. */
export function TaskState({ task }: { task: TaskDetail }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const resume = useResume();
  const suspended = task.status === 'open' ? task.suspended : null;
  const text = () => {
    if (suspended) return suspendedText(suspended, moment(Date.parse(suspended.at), locale, me.zone, now), t);
    if (task.status !== 'open') {
      const at = task.ended ? moment(Date.parse(task.ended.at), locale, me.zone, now) : '';
      const by = task.ended?.by?.name;
      if (task.status === 'cancelled') return t('task.cancelled', { at });
      if (task.ended?.by?.id === me.id) return t('task.endedByYou', { at });
      return by ? t('task.endedBy', { by, at, outcome: task.ended?.outcome ?? '' }) : t('task.ended', { at });
    }
    if (task.heldBy && task.heldBy.id !== me.id) return t('task.held', { name: task.heldBy.name });
    if (task.assignee && task.assignee.id !== me.id && !task.mayComplete) return t('task.belongsTo', { name: task.assignee.name });
    if (!task.assignee && task.groups.length === 0) return t('task.nobodyNamed');
    return task.mayComplete ? null : t('task.mayNot');
  };
  const said = text();
  if (!said) return null;
  const resumable = suspended && me.rights.includes('instance:operate');
  return (
    <div className={classes.state}>
      <p role="status">{said}</p>
      {resumable && (
        <Button loading={resume.isPending} onClick={() => resume.mutate(task)}>
          {t('task.resume')}
        </Button>
      )}
      {resumable && resume.isError && <InlineProblem error={resume.error} />}
    </div>
  );
}
