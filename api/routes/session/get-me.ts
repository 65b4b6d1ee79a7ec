import { getMe as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { meOf } from '../../views/me.ts';

export const getMe = endpoint(route, async ({ req, reader, deps }) => meOf(deps, reader, deps.sessions.tokenOf(req) ?? ''));
