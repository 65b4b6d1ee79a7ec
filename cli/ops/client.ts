import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type Me, type Problem, type Route, signIn } from '../../api/contract/index.ts';

type In<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What the API refused, as it said it. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** Nobody answers there, or not as this API does. */
export class Unreachable extends Error {
  constructor(address: string, cause: unknown) {
    const { message, cause: deeper } = cause as Error;
    super(`${address} cannot be reached: ${deeper instanceof Error && deeper.message ? deeper.message : message}`);
  }
}

/** One signed-in caller of the public API, by its contract. */
export class OperatorClient {
  private headers: { [name: string]: string } = {};

  private constructor(readonly address: string) {}

  static async signIn(address: string, login: string, password: string): Promise<OperatorClient> {
    const client = new OperatorClient(address);
    const answer = await client.send('post', signIn.path, { body: { login, password } });
    const me = (await client.read(answer)) as Me;
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    client.headers = { cookie: cookie.join('; '), 'x-csrf-token': me.csrf };
    return client;
  }

  async call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    route: Route<P, Q, B, R>,
    input: { params?: In<P>; query?: In<Q>; body?: In<B>; key?: string } = {},
  ): Promise<z.output<R>> {
    const params = (input.params ?? {}) as { [name: string]: string };
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const headers: { [name: string]: string } = route.command ? { 'idempotency-key': input.key ?? randomUUID() } : {};
    const answer = await this.send(route.method, path, { query: input.query as object | undefined, body: input.body, headers });
    return (await this.read(answer)) as z.output<R>;
  }

  private read(answer: Response): Promise<unknown> {
    return answer.json().catch((error: unknown) => {
      throw new Unreachable(this.address, error);
    });
  }

  private async send(
    method: string,
    path: string,
    { query = {}, body, headers = {} }: { query?: object; body?: unknown; headers?: { [name: string]: string } },
  ): Promise<Response> {
    if (!URL.canParse(path, this.address)) throw new Unreachable(this.address, new Error('this is no address'));
    const url = new URL(path, this.address);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
    const answer = await fetch(url, {
      method: method.toUpperCase(),
      headers: { ...this.headers, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Unreachable(this.address, error);
    });
    if (!answer.ok) throw new Refused(await problemOf(answer));
    return answer;
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { code: String(answer.status), message: text.slice(0, 300) };
  }
}
