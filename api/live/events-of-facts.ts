import type { FeedFact } from '../../db/queries/feed.ts';
import type { LiveTask } from '../../db/queries/live-feed.ts';
import type { FactBody } from '../../engine/contract/index.ts';
import type { LiveEvent } from '../contract/index.ts';
import { numberedId } from '../http/numbered-id.ts';

type TaskChange = Extract<LiveEvent, { type: 'task' }>['change'];

const taskChanges: { [type in FactBody['type']]?: TaskChange } = {
  taskCreated: 'created',
  taskClaimed: 'claimed',
  taskUnclaimed: 'changed',
  taskAssigned: 'changed',
  taskDeferred: 'changed',
  deadlinePaused: 'changed',
  deadlineResumed: 'changed',
  taskRescheduled: 'changed',
  deadlineRemoved: 'changed',
  taskCompleted: 'ended',
  taskCancelled: 'ended',
  taskAlerted: 'late',
  taskRevised: 'changed',
};
type RecordChange = Extract<LiveEvent, { type: 'record' }>['change'];
const recordChanges: { [type in FactBody['type']]?: RecordChange } = {
  instanceStarted: 'created',
  stageEntered: 'stage',
  recordChanged: 'changed',
  instanceMigrated: 'changed',
  migrationUndone: 'changed',
  instanceCompleted: 'ended',
  instanceCancelled: 'ended',
  instanceSuspended: 'changed',
  instanceResumed: 'changed',
  stepUndone: 'changed',
};

/** An event, and what one must be able to see to get it. */
export interface Addressed {
  event: LiveEvent;
  record?: string;
  task?: string;
  /** Right that is needed besides. */
  needs?: 'incident:read';
}

export interface Subjects {
  tasks: Map<string, LiveTask>;
  records: Map<string, { recordId: string; type: string }[]>;
}

/** Tasks that a batch of facts is about. */
export function tasksIn(facts: FeedFact[]): { instanceId: string; elementInstance: number }[] {
  return facts.flatMap(({ instanceId, fact }) => {
    if (fact.type === 'stepUndone') return fact.reopened.tasks.map((elementInstance) => ({ instanceId, elementInstance }));
    return taskChanges[fact.type] && 'elementInstance' in fact && fact.elementInstance !== undefined
      ? [{ instanceId, elementInstance: fact.elementInstance }]
      : [];
  });
}

/** What open browsers are told of facts; equal events of one batch are told once. */
export function eventsOf(facts: FeedFact[], subjects: Subjects): Addressed[] {
  const events = new Map<string, Addressed>();
  for (const each of facts) for (const addressed of eventsOfFact(each, subjects)) events.set(JSON.stringify(addressed.event), addressed);
  return [...events.values()];
}

function eventsOfFact({ instanceId, fact }: FeedFact, subjects: Subjects): Addressed[] {
  const owned = subjects.records.get(instanceId) ?? [];
  const change = taskChanges[fact.type];
  if (change && 'elementInstance' in fact) {
    const soon = fact.type === 'taskAlerted' && fact.level === 'soon';
    return taskEvents(subjects, numberedId(instanceId, fact.elementInstance ?? 0), soon ? 'atRisk' : change);
  }
  // Tasks that wait again, for whoever's list they belong in.
  const reopened =
    fact.type === 'stepUndone' ? fact.reopened.tasks.flatMap((task) => taskEvents(subjects, numberedId(instanceId, task), 'created')) : [];
  const recordChange = recordChanges[fact.type];
  if (recordChange) {
    const changed = fact.type === 'recordChanged' ? [{ recordId: fact.record.id, type: fact.record.type }] : owned;
    return [
      ...reopened,
      ...changed.map(
        ({ recordId, type }): Addressed => ({
          record: recordId,
          event: { type: 'record', recordId, recordType: type, change: recordChange },
        }),
      ),
    ];
  }
  if (fact.type === 'incidentRaised' || fact.type === 'incidentResolved') {
    const number = fact.type === 'incidentRaised' ? fact.number : fact.incident;
    const event: LiveEvent = {
      type: 'incident',
      incidentId: numberedId(instanceId, number),
      change: fact.type === 'incidentRaised' ? 'raised' : 'resolved',
    };
    return [{ event, needs: 'incident:read', record: owned[0]?.recordId }];
  }
  return [];
}

function taskEvents(subjects: Subjects, taskId: string, change: TaskChange): Addressed[] {
  const task = subjects.tasks.get(taskId);
  if (!task) return [];
  const { recordId, assignee, groups } = task;
  return [{ task: taskId, event: { type: 'task', taskId, recordId, assignee, groups, change } }];
}
