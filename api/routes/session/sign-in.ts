import { cut } from '../../../engine/text/cut.ts';
import { clientAddress } from '../../access/client-address.ts';
import { clearCookie, setCookie } from '../../access/cookie.ts';
import { isLoopback } from '../../access/loopback.ts';
import { lifetimeSeconds } from '../../access/sessions.ts';
import { signIn as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { meOf } from '../../views/me.ts';

export const signIn = endpoint(route, async ({ body, req, res, deps }) => {
  // Without a session there is no CSRF token yet; a browser says where the call comes from.
  if (req.headers['sec-fetch-site'] === 'cross-site') return refuse(403, 'csrf', 'Sign in from the product itself.');
  const { sessions } = deps;
  const address = clientAddress(req, deps.settings.trustedProxies);
  const checked = await deps.signIn.check(body.login, body.password, { address, loopback: isLoopback(req) });
  if (isRefusal(checked)) return checked;
  const before = sessions.tokenOf(req);
  if (before) await sessions.end(before);
  const token = await sessions.begin(checked.userId, { address, agent: cut(req.headers['user-agent'] ?? '', 200) });
  const reader = await sessions.find(token);
  if (!reader) {
    res.append('Set-Cookie', clearCookie(sessions.secure));
    return refuse(401, 'wrongCredentials', 'Name or password is wrong.');
  }
  res.append('Set-Cookie', setCookie(token, sessions.secure, lifetimeSeconds));
  return meOf(deps, reader, token);
});
