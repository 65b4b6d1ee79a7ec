import { lazy, Suspense } from 'react';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './task-state.module.css';

// Seldom needed, so that no first screen waits for it.
const SuspendedLine = lazy(() => import('./suspended-line.tsx').then((module) => ({ default: module.SuspendedLine })));

/** Said when the form cannot be sent: who ended it or who is on it. What was typed stays on screen to be copied. */
export function TaskState({ task }: { task: TaskDetail }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const text = () => {
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
  if (task.status === 'open' && task.suspended) {
    return (
      <Suspense fallback={null}>
        <SuspendedLine suspended={task.suspended} of={task} />
      </Suspense>
    );
  }
  const said = text();
  return said ? (
    <p role="status" className={classes.state}>
      {said}
    </p>
  ) : null;
}
