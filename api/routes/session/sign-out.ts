import { clearCookie } from '../../access/cookie.ts';
import { signOut as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';

export const signOut = endpoint(route, async ({ req, res, deps }) => {
  const token = deps.sessions.tokenOf(req);
  if (token) await deps.sessions.end(token);
  res.append('Set-Cookie', clearCookie(deps.sessions.secure));
  return { ok: true as const };
});
