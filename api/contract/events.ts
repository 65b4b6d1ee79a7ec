import { z } from 'zod';
import { defineRoute } from './route.ts';

/** GET /api/events (text/event-stream). Each carries the feed position as SSE id; only what the reader may see is sent. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('task'),
    taskId: z.string(),
    recordId: z.string().nullable(),
    change: z.enum(['created', 'claimed', 'changed', 'ended', 'late', 'atRisk']),
    assignee: z.string().nullable(),
    groups: z.array(z.string()),
  }),
  z.object({
    type: z.literal('record'),
    recordId: z.string(),
    recordType: z.string(),
    change: z.enum(['created', 'changed', 'stage', 'ended']),
  }),
  z.object({ type: z.literal('incident'), incidentId: z.string(), change: z.enum(['raised', 'resolved']) }),
  z.object({ type: z.literal('notification'), id: z.string(), kind: z.enum(['needsYou', 'late', 'toKnow']), text: z.string() }),
  /** Something he was told is settled elsewhere. */
  z.object({ type: z.literal('news') }),
  z.object({ type: z.literal('import'), importId: z.string() }),
  z.object({ type: z.literal('process'), key: z.string(), change: z.enum(['draft', 'published']) }),
  z.object({ type: z.literal('hello'), now: z.string() }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

export const streamEvents = defineRoute({
  method: 'get',
  path: '/api/events',
  summary: 'Live events (text/event-stream); Last-Event-ID goes on where a connection broke',
  right: 'signed-in',
  reply: z.unknown(),
});
