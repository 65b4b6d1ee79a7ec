import type { z } from 'zod';
import type { Route } from '../../../api/contract/route.ts';
import { gate } from './gate.ts';
import { noteReached, noteUnreached } from './online.ts';
import { ApiError, readProblem } from './problem.ts';

type Given<S> = S extends z.ZodType ? z.input<S> : undefined;
type Part<Name extends string, S> = unknown extends S
  ? { [K in Name]?: never }
  : undefined extends S
    ? { [K in Name]?: S }
    : { [K in Name]: S };
export type CallInput<P, Q, B> = Part<'params', Given<P>> & { query?: Given<Q> } & Part<'body', Given<B>> & {
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

type AnyInput = {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/**
 * Calls an endpoint by its contract. Gives the typed reply or throws `ApiError`.
 * A lost session waits at the gate until somebody signs in again and then goes on, so the caller keeps what was typed.
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  ...[input]: Record<never, never> extends CallInput<P, Q, B> ? [CallInput<P, Q, B>?] : [CallInput<P, Q, B>]
): Promise<z.output<R>> {
  const given = (input ?? {}) as AnyInput;
  const body = given.body === undefined ? undefined : JSON.stringify(given.body);
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  if (route.command) headers['idempotency-key'] = given.idempotencyKey ?? crypto.randomUUID();
  const answer = await send(route as Route, given, body, headers);
  return (await answer.json()) as z.output<R>;
}

/** Uploads one file to an endpoint that says `upload`. */
export async function upload<R extends z.ZodType>(
  route: Route<z.ZodType, z.ZodType, z.ZodType, R>,
  file: File,
  query?: Record<string, unknown>,
): Promise<z.output<R>> {
  const limit = route.upload?.maxBytes ?? 0;
  if (file.size > limit) {
    throw new ApiError(413, { code: 'tooLarge', message: `${file.name} is larger than ${limit} bytes.`, params: { limit } });
  }
  const form = new FormData();
  form.append(route.upload?.field ?? 'file', file, file.name);
  const answer = await send(route as Route, { query }, form, {});
  return (await answer.json()) as z.output<R>;
}

async function send(
  route: Route,
  input: AnyInput,
  body: string | FormData | undefined,
  headers: Record<string, string>,
): Promise<Response> {
  const path = pathOf(route.path, input.params) + queryOf(input.query);
  for (let attempt = 0; ; attempt++) {
    const answer = await reach(path, {
      method: route.method.toUpperCase(),
      body,
      signal: input.signal,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(gate.csrf ? { 'x-csrf-token': gate.csrf } : {}), ...headers },
    });
    if (answer.ok) return answer;
    const problem = await readProblem(answer);
    if (answer.status === 401 && route.right !== 'public' && attempt === 0 && gate.signedIn) {
      await gate.signInAgain();
      continue;
    }
    if (problem.code === 'csrf' && attempt === 0 && (await renewToken())) continue;
    throw new ApiError(answer.status, problem);
  }
}

/** Signed in anew in another tab: the session is fine, only the token this tab holds is the old one. */
async function renewToken(): Promise<boolean> {
  const answer = await fetch('/api/me', { credentials: 'same-origin' });
  if (!answer.ok) return false;
  gate.open(((await answer.json()) as { csrf: string }).csrf);
  return true;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(path, init);
    // A proxy in front of a server that is down answers 502 to 504 with a page of its own.
    const away = answer.status >= 502 && answer.status <= 504 && !answer.headers.get('content-type')?.includes('json');
    if (away) throw new TypeError('gateway');
    noteReached();
    return answer;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    noteUnreached();
    throw new ApiError(0, { code: 'offline', message: 'The server could not be reached.' });
  }
}

export function pathOf(path: string, params: unknown): string {
  const values = (params ?? {}) as Record<string, unknown>;
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

export function queryOf(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
