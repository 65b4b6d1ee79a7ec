import { changeUserSettings } from '../../../db/queries/session-access.ts';
import { changeMe as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { refuse } from '../../http/refusal.ts';
import { meOf } from '../../views/me.ts';

export const changeMe = endpoint(route, async ({ body, req, reader, deps }) => {
  if (body.zone !== undefined && !isZone(body.zone))
    return refuse(422, 'unknownZone', `There is no time zone ${body.zone}; give one such as Europe/Warsaw.`, {
      fields: [{ path: 'zone', code: 'option', message: 'Give a zone such as Europe/Warsaw.' }],
    });
  await changeUserSettings(deps.db, reader.id, body);
  const token = deps.sessions.tokenOf(req) ?? '';
  deps.sessions.forget(token);
  return meOf(deps, (await deps.sessions.find(token)) ?? reader, token);
});

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
