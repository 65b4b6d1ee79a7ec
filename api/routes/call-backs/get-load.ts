import { findCallBackCalendar } from '../../../db/queries/calendar-reading.ts';
import { countCallBacks } from '../../../db/queries/task-load.ts';
import { isWorkingTime, nextOpening } from '../../../engine/calendar/index.ts';
import { callBackLoad as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { readInstant } from '../../http/instant.ts';
import { isRefusal } from '../../http/refusal.ts';

const hourMs = 3_600_000;
/** Call-backs one person manages in an hour. */
const roomAnHour = 6;

export const getCallBackLoad = endpoint(route, async ({ query, reader, deps }) => {
  const at = readInstant(query.at, 'at');
  if (isRefusal(at)) return at;
  const from = Math.floor(at / hourMs) * hourMs;
  const [taken, calendar] = await Promise.all([
    countCallBacks(deps.db, reader.id, new Date(from), new Date(from + hourMs)),
    findCallBackCalendar(deps.db, { teams: reader.teams }, new Date(at)),
  ]);
  return {
    taken,
    room: Math.max(0, roomAnHour - taken),
    open: calendar ? isWorkingTime(calendar, at) : true,
    nextOpening: new Date(calendar ? nextOpening(calendar, at) : at).toISOString(),
  };
});
