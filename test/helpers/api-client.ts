import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type Me, type Problem, type Route, signIn } from '../../api/contract/index.ts';

/** What the API refused: status and problem, for tests to look at and for programs to decide on. */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${status} ${problem.code}: ${problem.message}${problem.fields ? ` ${JSON.stringify(problem.fields)}` : ''}`);
  }
}

type In<S> = S extends z.ZodType ? z.input<S> : undefined;

export interface CallInput<P, Q, B> {
  params?: P;
  query?: Q;
  body?: B;
  idempotencyKey?: string;
}

/** Speaks the public API over HTTP by its contract, as any developer outside would: one session, keep-alive. */
export class ApiClient {
  private cookie = '';
  private csrf = '';
  me: Me | undefined;

  constructor(readonly address: string) {}

  async signIn(login: string, password: string): Promise<Me> {
    this.me = (await this.call(signIn, { body: { login, password } })) as Me;
    this.csrf = this.me.csrf;
    return this.me;
  }

  async call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    route: Route<P, Q, B, R>,
    input: CallInput<In<P>, In<Q>, In<B>> = {},
  ): Promise<z.output<R>> {
    const answer = await this.send(route.method, fillPath(route.path, input.params), {
      query: input.query as Record<string, unknown> | undefined,
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
      headers: {
        'content-type': 'application/json',
        ...(route.command ? { 'idempotency-key': input.idempotencyKey ?? randomUUID() } : {}),
      },
    });
    return (await answer.json()) as z.output<R>;
  }

  async upload<R extends z.ZodType>(
    route: Route<z.ZodType, z.ZodType, z.ZodType, R>,
    file: { name: string; content: Uint8Array; type?: string },
    query?: Record<string, unknown>,
  ): Promise<z.output<R>> {
    const form = new FormData();
    form.append(
      route.upload?.field ?? 'file',
      new Blob([file.content as Uint8Array<ArrayBuffer>], { type: file.type ?? 'application/octet-stream' }),
      file.name,
    );
    const answer = await this.send(route.method, route.path, { query, body: form, headers: {} });
    return (await answer.json()) as z.output<R>;
  }

  /** Session and CSRF token, for calls beside the contract. */
  headers(): { [name: string]: string } {
    return { cookie: this.cookie, 'x-csrf-token': this.csrf };
  }

  async send(
    method: string,
    path: string,
    options: { query?: Record<string, unknown>; body?: string | FormData; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const url = new URL(path, this.address);
    for (const [name, value] of Object.entries(options.query ?? {}))
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    const answer = await fetch(url, {
      method: method.toUpperCase(),
      body: options.body,
      headers: { ...(this.cookie ? this.headers() : {}), ...options.headers },
    });
    const set = answer.headers.getSetCookie();
    if (set.length) this.cookie = set.map((line) => line.split(';')[0]).join('; ');
    if (!answer.ok) throw new ApiError(answer.status, await readProblem(answer));
    return answer;
  }
}

async function readProblem(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { code: 'unreadable', message: text.slice(0, 300) };
  }
}

function fillPath(path: string, params: unknown): string {
  const values = (params ?? {}) as Record<string, unknown>;
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
}
