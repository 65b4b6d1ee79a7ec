import { listCalendarVersions } from '../../../db/queries/calendar-reading.ts';
import { storeCalendar } from '../../../db/queries/calendars.ts';
import { inTransaction } from '../../../db/queryable.ts';
import { countMoved, noteCalendarChange } from '../../../runtime/replan.ts';
import { saveCalendar as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { readInstant } from '../../http/instant.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { calendarFrom, inForceAt } from '../../views/calendar.ts';

export const saveCalendar = endpoint(route, async ({ params, body, reader, deps }) => {
  const { calendar: name } = params;
  const now = deps.now();
  const validFrom = body.validFrom === undefined ? now : readInstant(body.validFrom, 'validFrom');
  if (isRefusal(validFrom)) return validFrom;
  if (validFrom < now)
    return refuse(422, 'past', 'A version cannot be in force in the past: what was counted by then was counted by the one before.', {
      place: 'validFrom',
      fields: [{ path: 'validFrom', code: 'past', message: 'Leave it out, or choose a moment in the future.' }],
    });
  const versions = await listCalendarVersions(deps.db);
  const newest = versions.find((row) => row.name === name)?.version ?? 0;
  if (newest !== body.basedOn) return overtaken(name, body.basedOn, newest);
  const definition = calendarFrom(name, newest + 1, body);
  if (isRefusal(definition)) return definition;
  if (
    body.isDefault &&
    validFrom > now &&
    !inForceAt(
      versions.filter((row) => row.name === name),
      now,
    )
  )
    return refuse(422, 'notInForce', 'A calendar that is not in force yet cannot be the default.', { place: 'isDefault' });
  const stored = await deps.db.transaction().execute(async (trx) => {
    // The first of its name counts for always, so that what began before it was written can be told by it.
    const from = newest === 0 && body.validFrom === undefined ? undefined : new Date(validFrom);
    const stored = await storeCalendar(trx, { definition, isDefault: body.isDefault, actor: reader.id, validFrom: from, basedOn: newest });
    if (!stored) return null;
    const { version, defaultBefore } = stored;
    const queryable = inTransaction(trx);
    let told = await countMoved(queryable, name, now);
    if (body.isDefault && defaultBefore !== null && defaultBefore !== name)
      told += await noteCalendarChange(queryable, { by: 'calendar', name: defaultBefore, after: null, below: null }, now);
    return { version, told };
  });
  if (stored === null) return overtaken(name, body.basedOn, newest + 1);
  deps.door.tellCalendars();
  return stored;
});

function overtaken(name: string, yours: number, stored: number) {
  return refuse(409, 'conflict', `The calendar "${name}" is at version ${stored} and you edited version ${yours}: load it again.`, {
    place: 'basedOn',
    params: { yours, stored },
  });
}
