import type { Actor } from '../../engine/contract/index.ts';
import type { Locale } from '../contract/common.ts';
import type { Right } from '../contract/route.ts';
import { rightsOfRoles } from './rights.ts';

/** Who asks: the signed-in user of a call, as the database knew him at most a few seconds ago. */
export interface Reader {
  id: string;
  login: string;
  name: string;
  email: string;
  roles: string[];
  teams: string[];
  /** Teams and roles: the groups whose tasks he may take. */
  groups: string[];
  rights: ReadonlySet<Right>;
  locale: Locale;
  zone: string;
}

export interface UserRow {
  id: string;
  login: string;
  name: string;
  email: string;
  roles: string[];
  teams: string[];
  locale: string;
  zone: string;
}

export function readerOf(user: UserRow): Reader {
  const { id, login, name, email, roles, teams, zone } = user;
  const locale: Locale = user.locale === 'ru' || user.locale === 'pl' ? user.locale : 'en';
  return { id, login, name, email, roles, teams, zone, locale, groups: [...new Set([...teams, ...roles])], rights: rightsOfRoles(roles) };
}

export function actorOf(reader: Reader): Actor {
  return { id: reader.id, roles: reader.roles, groups: reader.groups, team: reader.teams[0] };
}
