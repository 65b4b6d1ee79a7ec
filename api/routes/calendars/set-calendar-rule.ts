import { findCalendar } from '../../../db/queries/calendar-reading.ts';
import { setCalendarRule as setRule } from '../../../db/queries/calendars.ts';
import { setCalendarRule as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';

export const setCalendarRule = endpoint(route, async ({ body, reader, deps }) => {
  const { kind, value, calendar } = body;
  const now = deps.now();
  if (calendar !== null && !(await findCalendar(deps.db, calendar, new Date(now)))) return notFound('calendar');
  if (!(await setRule(deps.db, { kind, value, calendar, actor: reader.id, at: new Date(now) }))) return notFound('team');
  const told = await deps.door.tellReplan({ by: kind, value }, `rule/${kind}/${value}/${now}`);
  return { ok: true as const, told };
});
