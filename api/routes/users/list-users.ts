import { listTeams } from '../../../db/queries/people-reading.ts';
import { listUsers as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';

export const listUsers = endpoint(route, async ({ deps }) => {
  const [people, teams] = await Promise.all([deps.people.all(), listTeams(deps.db)]);
  return { users: [...people.values()].map(({ id, name, roles, teams: own, active }) => ({ id, name, roles, teams: own, active })), teams };
});
