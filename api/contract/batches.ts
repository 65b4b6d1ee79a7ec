import { z } from 'zod';
import { cursor, done, instant, page, uuid, variables, version } from './common.ts';
import { chosenCases, instanceRow } from './instances.ts';
import { planElements, planWaits } from './migrations.ts';
import { defineRoute } from './route.ts';

const reason = z.string().trim().min(1).max(2_000);
const element = z.string().min(1).max(300);

/** One operation for many cases; places are told by element. */
export const batchAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('suspend'), reason: reason.optional() }),
  z.object({ action: z.literal('resume'), reason: reason.optional() }),
  z.object({
    action: z.literal('modify'),
    reason,
    cancel: z.array(element).max(100).default([]),
    start: z
      .array(z.object({ element, variables: variables.optional() }))
      .max(100)
      .default([]),
  }),
  z.object({ action: z.literal('setVariables'), reason, variables }),
  z.object({ action: z.literal('retryIncident'), code: z.string().max(100).optional(), variables: variables.optional() }),
  z.object({ action: z.literal('cancel'), reason, outcome: z.string().max(100).optional() }),
  z.object({ action: z.literal('undo') }),
  z.object({ action: z.literal('migrate'), packageHash: z.string().max(100), plan: planElements, waits: planWaits.optional() }),
  z.object({ action: z.literal('undoMigration'), packageHash: z.string().max(100) }),
  z.object({
    action: z.literal('restart'),
    element: element.optional(),
    version: version.optional(),
    variables: variables.optional(),
    /** Also where an open case goes on for the ended one already. */
    force: z.boolean().optional(),
  }),
]);

const outcome = z.enum(['waiting', 'done', 'refused', 'failed', 'cancelled']);
export const batchView = z.object({
  id: uuid,
  action: z.string(),
  /** One that was stopped runs until the cases in hand, four at most, are settled. */
  status: z.enum(['running', 'cancelled', 'done']),
  createdBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  perSecond: z.number(),
  total: z.number(),
  counts: z.record(outcome, z.number()),
});

export const previewBatch = defineRoute({
  method: 'post',
  path: '/api/batches/preview',
  summary: 'Which cases a batch would work on, and what it would come to for each; writes nothing',
  right: 'instance:operate',
  body: z.object({ filter: chosenCases, action: batchAction, limit: z.number().int().min(1).max(1_000).default(1_000) }),
  reply: z.object({
    total: z.number(),
    /** How many were tried: the first by id. */
    tried: z.number(),
    can: z.number(),
    /** Code -> how many. */
    cannot: z.record(z.string(), z.number()),
    /** `title`: of its record; `steps`: where it stands. */
    items: z.array(
      z.object({
        instanceId: z.string(),
        title: z.string().nullable(),
        processName: z.string(),
        steps: instanceRow.shape.steps,
        ok: z.boolean(),
        code: z.string().optional(),
        message: z.string().optional(),
      }),
    ),
  }),
});
export const startBatch = defineRoute({
  method: 'post',
  path: '/api/batches',
  summary: 'Begin a batch on the cases the filter means now',
  right: 'instance:operate',
  body: z.object({
    /** Made by the server when absent; repeating a call with the same id begins no second one. 422 `idReused`: it was given to another. */
    id: uuid.optional(),
    filter: chosenCases,
    action: batchAction,
    /** Cases a second at most. */
    perSecond: z.number().int().min(1).max(1_000).default(25),
  }),
  reply: batchView,
});
export const listBatches = defineRoute({
  method: 'get',
  path: '/api/batches',
  summary: 'Batches, newest first',
  right: 'instance:operate',
  query: page,
  reply: z.object({ items: z.array(batchView), next: cursor.nullable() }),
});
export const getBatch = defineRoute({
  method: 'get',
  path: '/api/batches/:batch',
  summary: 'How far a batch is',
  right: 'instance:operate',
  params: z.object({ batch: uuid }),
  reply: batchView,
});
export const listBatchItems = defineRoute({
  method: 'get',
  path: '/api/batches/:batch/items',
  summary: 'What became of each case',
  right: 'instance:operate',
  params: z.object({ batch: uuid }),
  query: page.extend({ outcome: outcome.optional() }),
  reply: z.object({
    items: z.array(
      z.object({
        instanceId: z.string(),
        outcome,
        code: z.string().nullable(),
        message: z.string().nullable(),
        /** Of a restart: id of the new case. */
        newInstanceId: z.string().nullable(),
        settledAt: instant.nullable(),
      }),
    ),
    next: cursor.nullable(),
  }),
});
export const cancelBatch = defineRoute({
  method: 'post',
  path: '/api/batches/:batch/cancel',
  summary: 'Stop a batch: no further case is begun; what was done stays done',
  right: 'instance:operate',
  params: z.object({ batch: uuid }),
  reply: done,
});
