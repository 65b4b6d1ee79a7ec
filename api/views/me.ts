import { csrfOf } from '../access/cookie.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { type Me, role } from '../contract/index.ts';

export function meOf(context: ApiContext, reader: Reader, token: string): Me {
  const { id, login, name, email, teams, locale, zone } = reader;
  return {
    id,
    login,
    name,
    email,
    teams,
    locale,
    zone,
    roles: reader.roles.flatMap((each) => role.safeParse(each).data ?? []),
    rights: [...reader.rights],
    csrf: csrfOf(token),
    now: new Date(context.now()).toISOString(),
    installation: context.settings.installation,
  };
}
