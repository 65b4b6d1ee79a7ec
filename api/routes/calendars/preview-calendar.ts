import { listCalendarVersions } from '../../../db/queries/calendar-reading.ts';
import { countReplans, type WhoReplans, whoReplans } from '../../../db/queries/replan.ts';
import { firstDifference } from '../../../engine/calendar/index.ts';
import type { Fact } from '../../../engine/contract/index.ts';
import { previewCalendar as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { numberedId } from '../../http/numbered-id.ts';
import { isRefusal } from '../../http/refusal.ts';
import { calendarFrom, inForceAt } from '../../views/calendar.ts';

/** Cases computed for one preview: some milliseconds each. */
const mostChecked = 300;
const mostMoves = 1_000;

export const previewCalendar = endpoint(route, async ({ params, body, deps }) => {
  const { calendar: name } = params;
  const versions = await listCalendarVersions(deps.db, name);
  const definition = calendarFrom(name, (versions[0]?.version ?? 0) + 1, body);
  if (isRefusal(definition)) return definition;
  const before = inForceAt(versions, deps.now());
  const from = before ? firstDifference(before.definition, definition) : Number.NEGATIVE_INFINITY;
  if (from === null) return { cases: 0, checked: 0, moves: [] };
  const who: WhoReplans = { by: 'calendar', name, after: Number.isFinite(from) ? new Date(from) : null, below: null };
  const ids = await whoReplans(deps.pool, who, '', mostChecked);
  const moves = [];
  const actor = { id: 'system:calendar', roles: [], groups: [] };
  for (const instanceId of ids) {
    const tried = await deps.door.tryCommand({ instanceId, command: { type: 'replan' }, actor, calendars: [definition] });
    if (tried.ok) moves.push(...tried.accepted.facts.flatMap((fact) => moveOf(instanceId, fact)));
  }
  return { cases: await countReplans(deps.pool, who), checked: ids.length, moves: moves.slice(0, mostMoves) };
});

/** Warnings and alerts move with their task, which is told. */
function moveOf(instanceId: string, fact: Fact) {
  if (fact.type !== 'taskRescheduled' && !(fact.type === 'timerRescheduled' && fact.timer.purpose === 'event')) return [];
  const dueAt = fact.type === 'taskRescheduled' ? fact.dueAt : fact.timer.dueAt;
  if (dueAt === fact.was) return [];
  return [
    {
      instanceId,
      taskId: fact.type === 'taskRescheduled' ? numberedId(instanceId, fact.elementInstance) : null,
      element: fact.element,
      was: new Date(fact.was).toISOString(),
      due: new Date(dueAt).toISOString(),
    },
  ];
}
