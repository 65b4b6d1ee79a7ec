import type { Fact, TaskState } from '../../engine/contract/index.ts';
import { movedTasks, revisedTask } from './moved-rows.ts';
import type { Projection, ProjectionContext } from './projection.ts';
import { insert, iso, patch, type Row, type RowChange } from './row-fold.ts';

export const userTaskProjection: Projection = {
  table: 'user_task',
  key: 'element_instance',
  keyType: 'integer',
  columns: [
    ...['package_key', 'package_hash', 'element', 'name', 'stage', 'form', 'record_alias', 'record_type', 'record_id'],
    ...['groups', 'assignee', 'priority', 'status', 'created_at', 'claimed_at', 'follow_up_at', 'follow_up_reason', 'due_at', 'warn_at'],
    ...[
      'due_rule',
      'calendar',
      'calendar_version',
      'paused_at',
      'paused_reason',
      'alert_level',
      'alerted_at',
      'draft',
      'draft_saved_at',
      'outcome',
      'note',
    ],
    ...['ended_at', 'ended_by', 'ended_reason'],
  ],
  fold(fact, context) {
    return fact.type === 'taskCreated' ? insert(fact.elementInstance, created(fact, context)) : change(fact);
  },
};

function change(fact: Fact): RowChange | RowChange[] | undefined {
  switch (fact.type) {
    case 'instanceMigrated':
    case 'migrationUndone':
      return movedTasks(fact);
    case 'taskRevised':
      return patch(fact.elementInstance, revisedTask(fact.change));
    case 'stepUndone':
      return fact.reopened.tasks.flatMap((id) => {
        const task = fact.elements[id]?.task;
        return task ? [patch(id, reopened(task))] : [];
      });
    case 'taskClaimed':
      return patch(fact.elementInstance, { assignee: fact.assignee, claimed_at: iso(fact.at) });
    case 'taskUnclaimed':
      return patch(fact.elementInstance, { assignee: null, claimed_at: null });
    case 'taskAssigned':
      return patch(fact.elementInstance, { assignee: fact.assignee, claimed_at: fact.assignee === null ? null : iso(fact.at) });
    case 'taskDeferred':
      return patch(fact.elementInstance, { follow_up_at: iso(fact.followUpAt), follow_up_reason: fact.reason, ...deferredDue(fact) });
    case 'deadlinePaused':
      return patch(fact.elementInstance, { due_at: null, warn_at: null, paused_at: iso(fact.at), paused_reason: fact.reason });
    case 'deadlineResumed':
      return patch(fact.elementInstance, { ...due(fact), ...unpaused });
    case 'taskRescheduled':
      return patch(fact.elementInstance, due(fact));
    case 'deadlineRemoved':
      return patch(fact.elementInstance, { ...due({}), due_rule: null, ...unpaused });
    case 'draftSaved':
      return patch(fact.elementInstance, { draft: fact.draft, draft_saved_at: iso(fact.at) });
    case 'taskAlerted':
      return patch(fact.elementInstance, { alert_level: fact.level, alerted_at: iso(fact.at) });
    case 'taskCompleted':
      return patch(fact.elementInstance, {
        ...ended(fact, 'completed'),
        outcome: fact.outcome ?? null,
        note: fact.note ?? null,
        draft: null,
      });
    case 'taskCancelled':
      return patch(fact.elementInstance, { ...ended(fact, 'cancelled'), ended_reason: fact.reason });
  }
}

/** As it was before the step that was taken back. */
function reopened(task: TaskState): Row {
  return {
    ...{ status: 'open', ended_at: null, ended_by: null, ended_reason: null, outcome: null, note: null },
    ...{ assignee: task.assignee, claimed_at: iso(task.claimedAt), draft: task.draft ?? null },
    ...due(task),
    ...{ follow_up_at: iso(task.followUpAt), due_rule: task.dueRule ?? null },
    ...(task.followUpAt === undefined ? { follow_up_reason: null } : {}),
    ...paused(task),
  };
}

/** Of the pause that lasts; there is none without a beginning. */
function paused({ pauses }: TaskState): Row {
  const last = pauses?.at(-1);
  return last && last.to === undefined ? { paused_at: iso(last.from), paused_reason: last.reason ?? null } : unpaused;
}

const unpaused: Row = { paused_at: null, paused_reason: null };

function due(plan: Pick<TaskState, 'dueAt' | 'warnAt' | 'calendar' | 'calendarVersion'>): Row {
  const { dueAt, warnAt, calendar, calendarVersion } = plan;
  return { due_at: iso(dueAt), warn_at: iso(warnAt), calendar: calendar ?? null, calendar_version: calendarVersion ?? null };
}

/** Version 1 left the row's due as it was. */
function deferredDue(fact: Extract<Fact, { type: 'taskDeferred' }>): Row {
  return fact.version === 1 ? {} : { ...due(fact), due_rule: fact.dueRule ?? null, ...unpaused };
}

function ended(fact: Fact, status: 'completed' | 'cancelled'): Row {
  return { status, ended_at: iso(fact.at), ended_by: fact.actor };
}

function created(fact: Extract<Fact, { type: 'taskCreated' }>, context: ProjectionContext): Row {
  const { task } = fact;
  return {
    package_key: context.packageKey,
    package_hash: context.calledHash?.(fact.elementInstance) ?? context.packageHash,
    element: fact.element,
    name: task.name,
    stage: task.stage,
    form: task.form,
    record_alias: context.record?.alias,
    record_type: context.record?.type,
    record_id: context.record?.id,
    groups: task.candidateGroups,
    assignee: task.assignee,
    priority: task.priority,
    status: 'open',
    created_at: iso(task.createdAt),
    claimed_at: iso(task.claimedAt),
    follow_up_at: iso(task.followUpAt),
    due_at: iso(task.dueAt),
    warn_at: iso(task.warnAt),
    due_rule: task.dueRule,
    calendar: task.calendar,
    calendar_version: task.calendarVersion,
    draft: task.draft,
  };
}
