import { z } from 'zod';
import { cursor, instant, page, uuid, variables, version, versionInAddress } from './common.ts';
import { defineRoute } from './route.ts';

/** Ids of cases are given by whoever starts them. */
export const instanceId = z.string().min(1).max(300);
const elementId = z.string().min(1).max(300);
const elementInstance = z.number().int().positive();
const reason = z.string().trim().min(1).max(2_000);
const params = z.object({ instance: instanceId });

/** Which cases are meant; all that is given must hold. */
export const instanceFilter = z.object({
  ids: z.array(instanceId).min(1).max(10_000).optional(),
  package: z.string().max(100).optional(),
  version: version.optional(),
  status: z.enum(['open', 'completed', 'cancelled', 'failed']).optional(),
  suspended: z.boolean().optional(),
  stage: z.string().max(100).optional(),
  /** Open, with a token at this element. */
  element: elementId.optional(),
  /** With an open incident of this code; `*` = of any. */
  incident: z.string().max(100).optional(),
  record: uuid.optional(),
  startedFrom: z.iso.datetime({ offset: true }).optional(),
  startedTo: z.iso.datetime({ offset: true }).optional(),
});
/** Of an operation on many: a call that forgot to say which must not mean each case of the installation. */
export const chosenCases = instanceFilter
  .extend({ all: z.literal(true).optional() })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), { error: 'issue.whichCases' });
export type InstanceFilterBody = z.infer<typeof instanceFilter>;

export const instanceRow = z.object({
  id: z.string(),
  package: z.string(),
  version: z.number(),
  process: z.string(),
  /** In the reader's language. */
  processName: z.string(),
  /** Where it stands: element and its name, in the reader's language. */
  steps: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  status: z.enum(['open', 'completed', 'cancelled', 'failed']),
  stage: z.string().nullable(),
  suspendedAt: instant.nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  dueAt: instant.nullable(),
  facts: z.number(),
  incidents: z.number(),
  record: z.object({ id: z.string(), title: z.string() }).nullable(),
});
export const listInstances = defineRoute({
  method: 'get',
  path: '/api/instances',
  summary: 'Cases an operator may work on, by id',
  right: 'instance:operate',
  query: page.extend({
    package: z.string().max(100).optional(),
    version: versionInAddress.optional(),
    status: instanceRow.shape.status.optional(),
    suspended: z.enum(['true', 'false']).optional(),
    stage: z.string().max(100).optional(),
    element: elementId.optional(),
    incident: z.string().max(100).optional(),
    record: uuid.optional(),
  }),
  reply: z.object({ items: z.array(instanceRow), total: z.number(), next: cursor.nullable() }),
});

export const instanceState = defineRoute({
  method: 'get',
  path: '/api/instances/:instance/state',
  summary: 'The state of a case now, or as it was after one of its facts',
  right: 'instance:operate',
  params,
  query: z.object({ fact: z.coerce.number().int().positive().optional() }),
  reply: z.object({
    instance: instanceRow,
    /** Number, moment and kind of the fact the state is after. */
    fact: z.object({ number: z.number(), at: instant, type: z.string(), actor: z.string() }),
    lastFact: z.number(),
    /** As the kernel keeps it (`engine/contract/state.ts`): element instances by id, with their tasks, timers, variables. */
    state: z.record(z.string(), z.unknown()),
  }),
});

const accepted = z.object({ ok: z.literal(true), lastFact: z.number(), status: z.string() });
export const suspendInstance = defineRoute({
  method: 'post',
  path: '/api/instances/:instance/suspend',
  summary: 'Nothing moves the case until it is resumed; time stands still for its deadlines',
  right: 'instance:operate',
  params,
  body: z.object({ reason: reason.optional() }),
  reply: accepted,
  command: true,
});
export const resumeInstance = defineRoute({
  method: 'post',
  path: '/api/instances/:instance/resume',
  summary: 'The case goes on; deadlines keep what was left of them',
  right: 'instance:operate',
  params,
  body: z.object({ reason: reason.optional() }),
  reply: accepted,
  command: true,
});

export const startAt = z.object({ element: elementId, scope: elementInstance.optional(), variables: variables.optional() });
export const modifyInstance = defineRoute({
  method: 'post',
  path: '/api/instances/:instance/modify',
  summary: 'Move tokens: cancel element instances, start at elements',
  right: 'instance:operate',
  params,
  body: z.object({
    reason,
    cancel: z.array(elementInstance).max(1_000).default([]),
    start: z.array(startAt).max(100).default([]),
    /** Tokens waiting at a joining gateway. */
    drop: z
      .array(z.object({ scope: elementInstance, gateway: elementId }))
      .max(100)
      .optional(),
  }),
  reply: accepted,
  command: true,
});
export const setInstanceVariables = defineRoute({
  method: 'post',
  path: '/api/instances/:instance/variables',
  summary: 'Correct variables of the case, or of one scope in it',
  right: 'instance:operate',
  params,
  body: z.object({ reason, variables, scope: elementInstance.optional() }),
  reply: accepted,
  command: true,
});
export const cancelInstance = defineRoute({
  method: 'post',
  path: '/api/instances/:instance/cancel',
  summary: 'End the case with everything in it',
  right: 'instance:operate',
  params,
  body: z.object({ reason, outcome: z.string().max(100).optional() }),
  reply: accepted,
  command: true,
});
export const restartInstance = defineRoute({
  method: 'post',
  path: '/api/instances/:instance/restart',
  summary: 'A new case that goes on for one that has ended, from any element',
  right: 'instance:operate',
  params,
  body: z.object({
    element: elementId.optional(),
    /** Version of its package; absent = the newest. */
    version: version.optional(),
    variables: variables.optional(),
    /** Absent = those it had. */
    records: z
      .array(z.object({ alias: z.string().max(100), type: z.string().max(100), id: uuid, relation: z.enum(['owns', 'refers']) }))
      .max(50)
      .optional(),
    /** Also when an open case goes on for it already (409 `alreadyRestarted`). */
    force: z.boolean().optional(),
  }),
  reply: accepted.extend({ instanceId: z.string() }),
  command: true,
});
/** Whoever took the step, or a supervisor; the kernel says. */
export const undoStep = defineRoute({
  method: 'post',
  path: '/api/instances/:instance/undo',
  summary: 'Take back the last step of a person',
  right: 'task:work',
  params,
  body: z.object({
    /** Last fact of the step that is meant, as its reply said. */
    step: z.number().int().positive().optional(),
  }),
  reply: accepted,
  command: true,
});
