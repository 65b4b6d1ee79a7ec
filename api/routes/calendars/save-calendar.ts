import { listCalendarVersions } from '../../../db/queries/calendar-reading.ts';
import { storeCalendar } from '../../../db/queries/calendars.ts';
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
  const defaultBefore = versions.find((row) => row.isDefault)?.name;
  if (
    body.isDefault &&
    validFrom > now &&
    !inForceAt(
      versions.filter((row) => row.name === name),
      now,
    )
  )
    return refuse(422, 'notInForce', 'A calendar that is not in force yet cannot be the default.', { place: 'isDefault' });
  const version = await deps.db.transaction().execute((trx) => {
    // The first of its name counts for always, so that what began before it was written can be told by it.
    const from = newest === 0 && body.validFrom === undefined ? undefined : new Date(validFrom);
    return storeCalendar(trx, { definition, isDefault: body.isDefault, actor: reader.id, validFrom: from, basedOn: newest });
  });
  if (version === null) return overtaken(name, body.basedOn, newest + 1);
  let { told } = await deps.door.sweepCalendars();
  if (body.isDefault && defaultBefore !== undefined && defaultBefore !== name)
    told += await deps.door.tellReplan({ by: 'calendar', name: defaultBefore, after: null, below: null }, `default/${name}/${version}`);
  return { version, told };
});

function overtaken(name: string, yours: number, stored: number) {
  return refuse(409, 'conflict', `The calendar "${name}" is at version ${stored} and you edited version ${yours}: load it again.`, {
    place: 'basedOn',
    params: { yours, stored },
  });
}
