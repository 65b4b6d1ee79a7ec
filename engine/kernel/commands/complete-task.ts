import type { CompleteTaskCommand, Json, Rejection, Variables } from '../../contract/index.ts';
import type { Outcome } from '../../elements/user-task/config.ts';
import { formOf, problemsOf } from '../../elements/user-task/guards.ts';
import { blankFields } from '../../form/blank-fields.ts';
import { completeElement } from '../complete.ts';
import type { Execution } from '../execution.ts';
import { jsonSize } from '../json-size.ts';
import { refuse, refuseValues } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { isRejection, type OpenTask, openTask } from './open-task.ts';
import { mayWork } from './rights.ts';

/** The person's result: values, note, outcome. Nothing is half stored: a refusal names every field to be mended. */
export const completeTask: Handler<'completeTask'> = (exec, command) => {
  const open = openTask(exec, command.task);
  if (isRejection(open)) return open;
  const outcome = outcomeOf(open, command.outcome);
  const refused = mayWork(exec, open) ?? tooLarge(exec, command) ?? (isRejection(outcome) ? outcome : undefined);
  if (refused || isRejection(outcome)) return refused;
  const { visit, task } = open;
  const fields = problemsOf(visit, command, outcome.value);
  if (fields.length > 0) {
    return refuse('guard', fields.map((field) => field.message).join('; '), { element: visit.element.id, fields });
  }
  exec.cause = exec.emit({
    type: 'taskCompleted',
    version: 1,
    elementInstance: visit.id,
    element: visit.element.id,
    ...(command.outcome === undefined ? {} : { outcome: command.outcome }),
    values: command.values,
    ...(command.note === undefined ? {} : { note: command.note }),
    checklist: command.checklist ?? [],
    evidence: command.evidence ?? {},
    createdAt: task.createdAt,
    ...(task.claimedAt === undefined ? {} : { claimedAt: task.claimedAt }),
    ...(task.dueAt === undefined ? {} : { dueAt: task.dueAt }),
  });
  const failure = exec.data.set(visit.id, results(exec, open, command));
  if (failure) return refuseValues(failure, 'guard', { element: visit.element.id });
  completeElement(exec, visit.id);
  return undefined;
};

function results(exec: Execution, { visit }: OpenTask, { values, outcome }: CompleteTaskCommand): Variables {
  const form = formOf(visit);
  const blank = form && blankFields(form, values, { outcome, scope: visit.scope(), env: { now: visit.now, zone: visit.zone } });
  const chosen = outcome === undefined ? {} : { [visit.config.outcomeVariable]: outcome };
  return { ...blank, ...values, ...chosen, lastActor: exec.ctx.actor.id };
}

function outcomeOf({ visit }: OpenTask, chosen: string | undefined): Rejection | { value: Outcome | undefined } {
  const { outcomes } = visit.config;
  const element = visit.element.id;
  const allowed = outcomes.map(({ value }) => value);
  if (chosen === undefined) {
    if (outcomes.length === 0) return { value: undefined };
    return refuse('outcomeRequired', `Choose a result: ${allowed.join(', ')}`, { element, params: { outcomes: allowed } });
  }
  const value = outcomes.find((outcome) => outcome.value === chosen);
  if (value) return { value };
  const known = outcomes.length === 0 ? 'The task has no results to choose from' : `The results are ${allowed.join(', ')}`;
  return refuse('outcomeUnknown', `"${chosen.slice(0, 100)}" is no result of this task. ${known}`, {
    element,
    params: { outcomes: allowed },
  });
}

function tooLarge(exec: Execution, { values, note }: CompleteTaskCommand): Rejection | undefined {
  const limit = exec.ctx.limits.valueSize;
  const all: [string, Json][] = [...Object.entries(values), ['note', note ?? '']];
  for (const [name, value] of all) {
    const size = jsonSize(value);
    if (size > limit) return refuse('tooLarge', `${name} has ${size} characters, ${limit} are allowed`, { params: { name, size, limit } });
  }
  return undefined;
}
