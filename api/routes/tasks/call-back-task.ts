import { findCallBackCalendar } from '../../../db/queries/calendar-reading.ts';
import { isWorkingTime, nextOpening } from '../../../engine/calendar/index.ts';
import type { Command, CompiledPackage } from '../../../engine/contract/index.ts';
import type { UserTaskConfig } from '../../../engine/elements/user-task/config.ts';
import type { ApiContext } from '../../context.ts';
import { callBackTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { futureInstant } from '../../http/instant.ts';
import { parseNumberedId } from '../../http/numbered-id.ts';
import { isRefusal, type Refusal, refuse } from '../../http/refusal.ts';
import { nextTasks } from '../../views/next-tasks.ts';
import { findElement } from '../../views/packages.ts';
import { commandTask, seenTask } from '../../views/task-command.ts';

export const callBackTask = endpoint(route, async (call) => {
  const { at: text, note, anyway } = call.body;
  const at = futureInstant(text, 'at', call.deps.now());
  if (isRefusal(at)) return at;
  if (!anyway) {
    const closed = await outsideHours(call.deps, { task: parseNumberedId(call.params.task), teams: call.reader.teams }, at);
    if (closed) return closed;
  }
  const seen = await seenTask(call, call.params.task);
  if (isRefusal(seen)) return seen;
  const pkg = await call.deps.packages.get(seen.packageHash);
  const way = callBackWay(pkg, findElement(pkg, seen.element)?.config as UserTaskConfig | undefined);
  const said = [note, anyway && `(${anyway})`].filter(Boolean).join(' ') || undefined;
  const command = (task: number): Command =>
    way
      ? { type: 'completeTask', task, outcome: way.outcome, values: { [way.field]: new Date(at).toISOString() }, note: said }
      : { type: 'defer', task, followUpAt: at, reason: said ?? 'call back' };
  const done = await commandTask(call, call.params.task, command);
  return isRefusal(done) ? done : { ok: true as const, undoUntil: null, next: await nextTasks(call, done) };
});

/** The outcome of the step that asks for a call-back's moment, and the field that takes it. */
function callBackWay(pkg: CompiledPackage | undefined, config: UserTaskConfig | undefined): { outcome: string; field: string } | undefined {
  const form = pkg?.forms.find((each) => each.id === config?.form);
  const field = form?.fields.find((each) => each.type === 'callBack');
  if (!config || !field) return undefined;
  const named = field.outcomes ?? [];
  const fits = config.outcomes.filter((each) => each.requires.includes(field.key) || named.includes(each.value));
  const outcome = fits.find((each) => each.nextStep) ?? fits[0];
  return outcome && { outcome: outcome.value, field: field.key };
}

async function outsideHours(
  deps: ApiContext,
  who: { task: ReturnType<typeof parseNumberedId>; teams: string[] },
  at: number,
): Promise<Refusal | undefined> {
  const task = who.task && { instanceId: who.task.instanceId, elementInstance: who.task.number };
  const calendar = await findCallBackCalendar(deps.db, { task, teams: who.teams }, new Date(at));
  if (!calendar || isWorkingTime(calendar, at)) return undefined;
  const next = new Date(nextOpening(calendar, at)).toISOString();
  return refuse(
    422,
    'outsideHours',
    `This is outside working hours; they begin again at ${next}. Say why it must be then, or choose that.`,
    {
      place: 'at',
      fields: [{ path: 'at', code: 'outsideHours', message: `Next opening: ${next}` }],
      params: { nextOpening: next, calendar: calendar.name },
    },
  );
}
