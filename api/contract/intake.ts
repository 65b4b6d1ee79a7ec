import { z } from 'zod';
import { cursor, done, instant, page, uuid, variables } from './common.ts';
import { defineRoute } from './route.ts';

/** Public web form. Same answer whether the person is known or not, trapped or not. Equal posts in a burst get the same reference. */
export const submitForm = defineRoute({
  method: 'post',
  path: '/api/intake/:channel',
  summary: 'A web form sends a lead (key of the channel in the path)',
  right: 'public',
  params: z.object({ channel: z.string().max(100) }),
  body: z.record(z.string().max(100), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()])),
  anyText: true,
  reply: z.object({ reference: z.string() }),
});
export const intakeRow = z.object({
  id: uuid,
  channel: z.string(),
  at: instant,
  status: z.enum(['waiting', 'started', 'attached', 'spam', 'refused']),
  reason: z.string().nullable(),
  recordId: z.string().nullable(),
  payload: variables,
});
export const listIntake = defineRoute({
  method: 'get',
  path: '/api/intake',
  summary: 'What came in, spam shelf and refused included',
  right: 'intake:manage',
  query: page.extend({ status: z.enum(['waiting', 'started', 'attached', 'spam', 'refused']).optional() }),
  reply: z.object({ items: z.array(intakeRow), next: cursor.nullable() }),
});
export const releaseIntake = defineRoute({
  method: 'post',
  path: '/api/intake/:intake/release',
  summary: 'Not spam: start it',
  right: 'intake:manage',
  params: z.object({ intake: uuid }),
  reply: done,
});
export const rerunIntake = defineRoute({
  method: 'post',
  path: '/api/intake/:intake/rerun',
  summary: 'Run the raw payload again',
  right: 'intake:manage',
  params: z.object({ intake: uuid }),
  reply: done,
});
