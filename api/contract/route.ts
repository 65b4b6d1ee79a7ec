import type { z } from 'zod';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * One endpoint: what goes in, what comes out, who may. The server mounts it, the web calls it by it, the OpenAPI page is drawn from it.
 * Handlers live at `api/routes/<resource>/<verb>-<noun>.ts`.
 */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** `/api/records/:record`. */
  path: string;
  summary: string;
  /** `public`, `signed-in`, or a right of `rights.ts`. */
  right: Right | 'public' | 'signed-in';
  params?: P;
  query?: Q;
  /** JSON body. Multipart endpoints say `upload`. */
  body?: B;
  upload?: { field: string; maxBytes: number };
  /** Largest JSON body in bytes; absent = 1 MB. */
  maxBody?: number;
  /** Takes what strangers typed as it comes; else text that no database keeps (NUL, half characters) is refused. */
  anyText?: boolean;
  reply: R;
  /** Moves a case: takes the header `Idempotency-Key` (1..200 characters) as commandId; made by the server when absent. */
  command?: boolean;
}

export type Right =
  | 'task:work'
  | 'task:reassign'
  | 'record:read'
  | 'record:write'
  | 'record:create'
  | 'import:run'
  | 'intake:manage'
  | 'process:read'
  | 'process:write'
  | 'process:publish'
  | 'incident:read'
  | 'incident:retry'
  | 'instance:operate'
  | 'instance:start'
  | 'desk:read'
  | 'figures:read'
  | 'message:publish'
  | 'message:read'
  | 'calendar:read'
  | 'calendar:write'
  | 'user:read'
  | 'admin';

export function defineRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
): Route<P, Q, B, R> {
  return route;
}
