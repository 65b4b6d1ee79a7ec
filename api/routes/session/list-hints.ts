import { listDemoUsers } from '../../../db/queries/session-access.ts';
import { isLoopback } from '../../access/loopback.ts';
import { locale, role, signInHints as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';

export const listHints = endpoint(route, async ({ req, deps }) => {
  if (!isLoopback(req)) return { demoUsers: [] };
  const users = await listDemoUsers(deps.db);
  return {
    demoUsers: users.map((user) => ({
      ...user,
      roles: user.roles.flatMap((each) => role.safeParse(each).data ?? []),
      locale: locale.safeParse(user.locale).data ?? ('en' as const),
    })),
  };
});
