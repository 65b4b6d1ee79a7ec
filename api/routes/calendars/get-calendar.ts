import { listCalendarVersions } from '../../../db/queries/calendar-reading.ts';
import { getCalendar as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { readInstant } from '../../http/instant.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { calendarView, inForceAt, versionView } from '../../views/calendar.ts';

export const getCalendar = endpoint(route, async ({ params, query, deps }) => {
  const at = query.at === undefined ? deps.now() : readInstant(query.at, 'at');
  if (isRefusal(at)) return at;
  const versions = await listCalendarVersions(deps.db, params.calendar);
  const current = inForceAt(versions, at);
  const row = query.version === undefined ? current : versions.find(({ version }) => version === query.version);
  if (!row) return notFound('calendar');
  return { ...calendarView(row, row === current), versions: versions.map(versionView) };
});
