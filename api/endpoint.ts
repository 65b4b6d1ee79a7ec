import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Reader } from './access/reader.ts';
import type { ApiContext } from './context.ts';
import type { Route } from './contract/index.ts';
import type { Refusal } from './http/refusal.ts';

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** Who asks. Absent only on routes with the right `public`. */
  reader: Reader;
  /** `Idempotency-Key` of the call, or one made for it: the door's commandId. */
  commandId: string;
  deps: ApiContext;
  req: Request;
  res: Response;
}

/** Answers by itself (a download, a stream): the handler already wrote to `res`. */
export const answered = Symbol('answered');

export interface Endpoint {
  route: Route;
  handle(call: Call<never, never, never>): Promise<unknown | Refusal | typeof answered>;
}

/** Binds a route of the contract to what it does; its reply is typed by the contract. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  handle: (call: Call<Out<P>, Out<Q>, Out<B>>) => Promise<z.output<R> | Refusal | typeof answered>,
): Endpoint {
  return { route: route as unknown as Route, handle: handle as Endpoint['handle'] };
}
