import type { Fact, MovedElement, TaskChange } from '../../engine/contract/index.ts';
import { iso, patch, type Row, type RowChange } from './row-fold.ts';

type Moved = Extract<Fact, { type: 'instanceMigrated' | 'migrationUndone' }>;

export function isMove(fact: Fact): fact is Moved {
  return fact.type === 'instanceMigrated' || fact.type === 'migrationUndone';
}

/** Tasks of a case that moved to another version: their element, the version they are shown by, and what an undo put back. */
export function movedTasks({ elements, to }: Moved): RowChange[] {
  return elements.flatMap(({ elementInstance, element, task }) =>
    task ? [patch(elementInstance, { element, package_hash: to, ...revisedTask(task) })] : [],
  );
}

export function revisedTask(change: TaskChange): Row {
  const { name, candidateGroups, priority, stage, form, dueAt, warnAt, dueRule, calendar, calendarVersion, pauses } = change;
  const columns: Row = {
    name,
    groups: candidateGroups,
    priority,
    stage,
    form,
    due_rule: dueRule,
    calendar,
    calendar_version: calendarVersion,
  };
  if (pauses !== undefined) {
    const standing = pauses?.at(-1)?.to === undefined ? pauses?.at(-1) : undefined;
    Object.assign(columns, { paused_at: iso(standing?.from), paused_reason: standing?.reason ?? null });
  }
  const times = { due_at: dueAt, warn_at: warnAt };
  for (const [column, at] of Object.entries(times)) if (at !== undefined) columns[column] = at === null ? null : iso(at);
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

export function movedTimers(fact: Moved): RowChange[] {
  const reopened = fact.type === 'migrationUndone' ? fact.reopened.timers : [];
  return waitsOf(fact.elements, 'timers').map(({ id, element }) =>
    patch(id, { element, ...(reopened.includes(id) ? { status: 'armed', ended_at: null } : {}) }),
  );
}

export function movedSubscriptions(fact: Moved): RowChange[] {
  const reopened = fact.type === 'migrationUndone' ? fact.reopened.subscriptions : [];
  return waitsOf(fact.elements, 'subscriptions').map(({ id, element }) =>
    patch(id, { element, ...(reopened.includes(id) ? { status: 'open' } : {}) }),
  );
}

function waitsOf(elements: MovedElement[], which: 'timers' | 'subscriptions'): { id: number; element: string }[] {
  return elements.flatMap((moved): { id: number; element: string }[] => moved[which] ?? []);
}

export function movedJobs({ elements }: Moved): RowChange[] {
  return elements.flatMap(({ element, job }) => (job ? [patch(job.key, { element, type: job.type })] : []));
}

export function movedIncidents(fact: Moved): RowChange[] {
  if (fact.type === 'instanceMigrated') return Object.entries(fact.incidentElements).map(([id, element]) => patch(Number(id), { element }));
  const open = { status: 'open', resolved_at: null, resolved_by: null, resolved_how: null };
  return fact.incidents.map(({ id, element }) => patch(id, { element, ...open }));
}
