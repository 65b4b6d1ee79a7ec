import { findCalendar } from '../../../db/queries/calendar-reading.ts';
import { setCalendarRule as setRule } from '../../../db/queries/calendars.ts';
import { inTransaction } from '../../../db/queryable.ts';
import { noteCalendarChange } from '../../../runtime/replan.ts';
import { setCalendarRule as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';

export const setCalendarRule = endpoint(route, async ({ body, reader, deps }) => {
  const { kind, value, calendar } = body;
  const now = deps.now();
  if (calendar !== null && !(await findCalendar(deps.db, calendar, new Date(now)))) return notFound('calendar');
  const told = await deps.db.transaction().execute(async (trx) => {
    const set = await setRule(trx, { kind, value, calendar, actor: reader.id, at: new Date(now) });
    return set ? noteCalendarChange(inTransaction(trx), { by: kind, value }, now) : null;
  });
  if (told === null) return notFound('team');
  deps.door.tellCalendars();
  return { ok: true as const, told };
});
