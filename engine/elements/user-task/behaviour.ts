import type { Json, TaskState } from '../../contract/index.ts';
import type { Behaviour, Visit } from '../../kernel/behaviour.ts';
import { bad, good, type Result } from '../../kernel/failure.ts';
import { checkPeople } from '../../kernel/keepable.ts';
import type { UserTaskConfig } from './config.ts';
import { planDeadline } from './deadline.ts';

const usualPriority = 50;

/** Puts a task into people's inboxes and waits for one of them; his deadline's warnings and alerts are timers of the task. */
export const behaviour: Behaviour<UserTaskConfig> = {
  activate(visit) {
    const { config, element, now } = visit;
    const who = people(visit);
    if (!who.ok) return who.failure;
    const priority = config.priority === undefined ? good<Json>(null) : visit.evaluate(config.priority);
    if (!priority.ok) return { ...priority.failure, message: `priority: ${priority.failure.message}` };
    const followUp = config.followUp === undefined ? good<Json>(null) : visit.evaluate(config.followUp);
    if (!followUp.ok) return { ...followUp.failure, message: `follow-up: ${followUp.failure.message}` };
    const followUpAt = visit.instant(followUp.value);
    if (followUpAt === null && followUp.value !== null && followUp.value !== '') {
      return bad('timer', `follow-up: ${JSON.stringify(followUp.value)} is no date`).failure;
    }
    const deadline = planDeadline(config.deadline, visit, element.id, Math.max(now, followUpAt ?? now), who.value.candidateGroups);
    if (!deadline.ok) return { ...deadline.failure, message: `deadline: ${deadline.failure.message}` };
    const { timers, ...due } = deadline.value;
    const task: TaskState = {
      name: element.name ?? element.id,
      ...(element.stage === undefined ? {} : { stage: element.stage }),
      ...(config.form === undefined ? {} : { form: config.form }),
      ...who.value,
      createdAt: now,
      ...(followUpAt === null ? {} : { followUpAt }),
      ...due,
      priority: typeof priority.value === 'number' ? Math.min(100, Math.max(0, Math.round(priority.value))) : usualPriority,
    };
    visit.emit({ type: 'taskCreated', version: 1, elementInstance: visit.id, element: element.id, task });
    for (const timer of timers) visit.arm({ timer });
    return undefined;
  },
};

/** Groups by name or rule, else the lane; the assignee by rule. */
export function people(visit: Visit<UserTaskConfig>): Result<Pick<TaskState, 'candidateGroups' | 'assignee' | 'claimedAt'>> {
  const { candidateGroups, assignee } = visit.config;
  const user = assignee === undefined ? good<Json>(null) : visit.evaluate(assignee);
  if (!user.ok) return bad(user.failure.code, `assignee: ${user.failure.message}`);
  const chosen = typeof user.value === 'string' && user.value !== '' ? user.value : null;
  const ruled = candidateGroups.rule === undefined ? good<Json>(candidateGroups.names) : visit.evaluate(candidateGroups.rule);
  if (!ruled.ok) return bad(ruled.failure.code, `candidate groups: ${ruled.failure.message}`);
  const groups = (Array.isArray(ruled.value) ? ruled.value : [ruled.value]).filter(
    (group) => typeof group === 'string' && group !== '',
  ) as string[];
  const failure = checkPeople(groups, chosen);
  if (failure) return { ok: false, failure };
  const { lane } = visit.element;
  return good({
    candidateGroups: groups.length === 0 && chosen === null && lane !== undefined ? [lane] : groups,
    assignee: chosen,
    ...(chosen === null ? {} : { claimedAt: visit.now }),
  });
}
