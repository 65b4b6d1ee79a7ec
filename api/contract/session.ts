import { z } from 'zod';
import { done, locale } from './common.ts';
import { defineRoute } from './route.ts';

export const role = z.enum(['administrator', 'process-owner', 'supervisor', 'rep', 'clerk', 'marketing']);
export type Role = z.infer<typeof role>;

export const me = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  /** Team keys: `pre-sales`, `sales-pl`. */
  teams: z.array(z.string()),
  rights: z.array(z.string()),
  locale,
  zone: z.string(),
  /** Sent back in `X-CSRF-Token` with every call that changes something. */
  csrf: z.string(),
  /** The product's clock, which tests and the demo may move. */
  now: z.string(),
  installation: z.object({ name: z.string(), demo: z.boolean(), currency: z.string(), country: z.string() }),
});
export type Me = z.infer<typeof me>;

export const signIn = defineRoute({
  method: 'post',
  path: '/api/session',
  summary: 'Sign in; sets the session cookie',
  right: 'public',
  body: z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(500) }),
  reply: me,
});
/** What the sign-in page shows; demo users only from loopback. */
export const signInHints = defineRoute({
  method: 'get',
  path: '/api/session/hints',
  summary: 'Demo users, when asked from the machine itself',
  right: 'public',
  reply: z.object({
    demoUsers: z.array(z.object({ login: z.string(), name: z.string(), password: z.string(), roles: z.array(role), locale })),
  }),
});
export const signOut = defineRoute({ method: 'delete', path: '/api/session', summary: 'Sign out', right: 'signed-in', reply: done });
export const getMe = defineRoute({ method: 'get', path: '/api/me', summary: 'Who I am and what I may', right: 'signed-in', reply: me });
export const changeMe = defineRoute({
  method: 'patch',
  path: '/api/me',
  summary: 'Change my language or zone',
  right: 'signed-in',
  body: z.object({ locale: locale.optional(), zone: z.string().max(60).optional() }),
  reply: me,
});
