import { z } from 'zod';
import { cursor, instant, page, variables } from './common.ts';
import { defineRoute } from './route.ts';

export const throwSignal = defineRoute({
  method: 'post',
  path: '/api/signals',
  summary: 'Throw a signal to every case that waits for its name now, and to each process it starts; says how many get it',
  right: 'message:publish',
  body: z.object({
    /** The same id is thrown once. 422 `idReused`: it was given to a signal of another name or content. */
    id: z.string().min(1).max(200).optional(),
    name: z.string().min(1).max(200),
    payload: variables.default({}),
  }),
  reply: z.object({
    id: z.string(),
    outcome: z.enum(['thrown', 'repeated']),
    /** Null when it had been thrown before. */
    receivers: z.number().nullable(),
  }),
});

export const listSignals = defineRoute({
  method: 'get',
  path: '/api/signals',
  summary: 'Signals thrown, newest first, and what became of them at their receivers',
  right: 'message:read',
  query: page,
  reply: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        at: instant,
        /** Case that threw it; null = from outside. */
        instanceId: z.string().nullable(),
        delivered: z.number(),
        /** On their way, or kept for a suspended case. */
        waiting: z.number(),
        /** No longer waited when it came, or could not be started. */
        refused: z.number(),
        /** Held by an incident of the receiver. */
        stopped: z.number(),
      }),
    ),
    next: cursor.nullable(),
  }),
});

export const listEventNames = defineRoute({
  method: 'get',
  path: '/api/event-names',
  summary: 'Names of signals and messages that the published processes wait for, to choose from',
  right: 'message:publish',
  reply: z.object({ signals: z.array(z.string()), messages: z.array(z.string()) }),
});
