import { createHash, randomUUID } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { isStorable } from '../engine/text/storable.ts';
import { csrfOf } from './access/cookie.ts';
import type { Reader } from './access/reader.ts';
import { rolesWith } from './access/rights.ts';
import type { Sessions } from './access/sessions.ts';
import type { ApiContext } from './context.ts';
import type { Locale, Route } from './contract/index.ts';
import { answered, type Call, type Endpoint } from './endpoint.ts';
import { readJson } from './http/body.ts';
import { issueMap, issueText } from './http/issue-text.ts';
import { isRefusal, type Refusal, refuse } from './http/refusal.ts';
import { strict } from './http/strict.ts';
import { say } from './texts/text.ts';

/** What `mount` makes of a route once: its schemas, strict. */
interface Prepared {
  endpoint: Endpoint;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
}

/**
 * Puts one route of the contract on the server. Order: session, right, CSRF, then the body is read and everything is
 * validated; the handler sees only what passed. Its answer is the reply, or a refusal; throwing means a bug and becomes a 500.
 */
export function mount(app: Express, endpoint: Endpoint, deps: ApiContext): void {
  const { route } = endpoint;
  const prepared: Prepared = {
    endpoint,
    params: route.params && strict(route.params),
    query: route.query && strict(route.query),
    body: route.body && strict(route.body),
  };
  app[route.method](route.path, async (req, res) => {
    const answer = await serve(prepared, deps, req, res);
    if (answer === answered) return;
    if (isRefusal(answer)) return sendRefusal(res, answer);
    if (deps.settings.checkReplies) route.reply.parse(answer);
    res.json(answer);
  });
}

async function serve(prepared: Prepared, deps: ApiContext, req: Request, res: Response): Promise<unknown> {
  const { endpoint } = prepared;
  const { route } = endpoint;
  const access = await admit(route, deps.sessions, req);
  if (isRefusal(access)) return access;

  const locale = localeOf(access, req);
  const commandId = commandIdOf(route, req, access?.id ?? 'public');
  if (isRefusal(commandId)) return commandId;

  if (route.body) {
    const bad = await readJson(req, res, locale, route.maxBody, route.right === 'public');
    if (bad) return bad;
  }
  const params = parse(prepared.params, req.params, 'path', locale);
  if (isRefusal(params)) return params;
  const query = parse(prepared.query, req.query, 'query', locale);
  if (isRefusal(query)) return query;
  const body = parse(prepared.body, req.body ?? {}, 'body', locale);
  if (isRefusal(body)) return body;

  const kept = { path: params, query, body: route.anyText ? undefined : body };
  for (const [place, value] of Object.entries(kept)) {
    if (!isStorable(value)) return refuse(400, 'unsafeText', say(locale, 'body.unsafeText'), { place });
  }

  // Public routes have no reader; their handlers do not look at it.
  const call = { params, query, body, reader: access as Reader, commandId, deps, req, res };
  return endpoint.handle(call as Call<never, never, never>);
}

/** Session, right, CSRF. */
async function admit(route: Route, sessions: Sessions, req: Request): Promise<Reader | undefined | Refusal> {
  if (route.right === 'public') return undefined;
  const token = sessions.tokenOf(req);
  const reader = token ? await sessions.find(token) : undefined;
  if (!token || !reader) return refuse(401, 'signInNeeded', 'Sign in first: there is no session, or it has ended.');
  if (route.right !== 'signed-in' && !reader.rights.has(route.right))
    return refuse(
      403,
      'forbidden',
      `Your roles do not allow this (${route.right}). It is granted by: ${rolesWith(route.right).join(', ')}.`,
      {
        params: { right: route.right, grantedBy: rolesWith(route.right) },
      },
    );
  if (route.method !== 'get' && req.headers['x-csrf-token'] !== csrfOf(token))
    return refuse(403, 'csrf', 'The header X-CSRF-Token is missing or does not belong to this session; read it from GET /api/me.', {
      place: 'X-CSRF-Token',
    });
  return reader;
}

/** A user's keys are his own: they can take neither another's nor one that the system derives (`job:…`, `import:…`). */
function commandIdOf(route: Route, req: Request, user: string): string | Refusal {
  const given = req.headers['idempotency-key'];
  if (!route.command || given === undefined) return randomUUID();
  if (typeof given !== 'string' || given.length < 1 || given.length > 200)
    return refuse(400, 'invalidHeader', 'Idempotency-Key must have 1 to 200 characters.', { place: 'Idempotency-Key' });
  const own = `user:${user}/${given}`;
  return own.length <= 200 ? own : `user:${createHash('sha256').update(own).digest('hex')}`;
}

function parse(schema: z.ZodType | undefined, value: unknown, where: 'path' | 'query' | 'body', locale: Locale): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value, { error: issueMap(locale) });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 20).flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys
        .slice(0, 20)
        .map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown', message: say(locale, 'issue.unknown', { field: key }) }));
    return [{ path, code: issue.code, message: issueText(locale, issue) }];
  });
  // An id of the wrong form names nothing: the same answer as for one that does not exist.
  if (where === 'path') return refuse(404, 'notFound', 'There is nothing at this address.', { fields });
  const problems = fields.map(({ path, message: problem }) =>
    path ? say(locale, 'issue.at', { field: path, problem }) : say(locale, 'issue.whole', { problem }),
  );
  const message = say(locale, where === 'query' ? 'issue.mendQuery' : 'issue.mendBody', { problems: problems.join(' ') });
  return refuse(400, where === 'query' ? 'invalidQuery' : 'invalidBody', message, { place: fields[0]?.path || where, fields });
}

/** Of whoever is signed in; else the first that the browser wants and there is. */
function localeOf(reader: Reader | undefined, req: Request): Locale {
  if (reader) return reader.locale;
  const wanted = req.acceptsLanguages('en', 'ru', 'pl');
  return wanted === 'ru' || wanted === 'pl' ? wanted : 'en';
}

export function sendRefusal(res: Response, refusal: Refusal): void {
  res.status(refusal.status).set(refusal.headers).json(refusal.problem);
}
