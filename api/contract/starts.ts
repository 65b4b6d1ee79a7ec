import { z } from 'zod';
import { instant, variables, version, versionInAddress } from './common.ts';
import { defineRoute } from './route.ts';
import { formField, taskRow } from './tasks.ts';

/**
 * How a case of a process begins: `plain`, by hand · `record`, with a record (a lead, a deal) that is made with it · `event`, only by a message
 * or signal · `timer`, by itself at a time (by hand, too, as with `plain`) · `none`, nothing is published yet.
 */
export const startKind = z.enum(['plain', 'record', 'event', 'timer', 'none']);
export type StartKind = z.infer<typeof startKind>;

export const getStart = defineRoute({
  method: 'get',
  path: '/api/processes/:process/start',
  summary: 'How a case begins, and what is asked for: the start form, else the variables the process declares',
  right: 'instance:start',
  params: z.object({ process: z.string().max(60) }),
  query: z.object({ version: versionInAddress.optional() }),
  reply: z.object({
    key: z.string(),
    name: z.string(),
    version: z.number(),
    kind: startKind,
    /** Asked for with a `plain` or `timer` start. Of a `record` start, the fields a new record may be given. */
    fields: z.array(formField),
    /** What the form proposes. */
    values: variables,
    /** Of these fields, the declared variables whose type nobody said: a number, true, false or a text, as it looks. */
    untyped: z.array(z.string()),
    /** Of a `record` start: what is made, and the names of its own. */
    record: z.object({ type: z.string(), name: z.string() }).nullable(),
    /** Messages and signals that begin it, too. */
    events: z.array(z.object({ kind: z.enum(['message', 'signal']), name: z.string() })),
    /** Times at which it begins by itself, of whatever kind it is; the soonest first. */
    timers: z.array(
      z.object({
        process: z.string(),
        element: z.string(),
        /** Date, duration or cycle. */
        rule: z.string(),
        /** Null: no time is to come, or it is not the newest version. */
        nextAt: instant.nullable(),
        lastAt: instant.nullable(),
        /** After a long rest: the missed times that began no case, since they were more than a thousand. */
        skipped: z.object({ from: instant, until: instant }).nullable(),
        /** Why the case that is due could not be begun yet. It is tried again. */
        problem: z.string().nullable(),
      }),
    ),
  }),
});
export type StartInfo = z.infer<typeof getStart.reply>;

/**
 * 422 `recordNeeded`: it begins with a record (`params.type`; POST /api/records makes one). 422 `startedByEvent`: `params.events`.
 * 422 `guard`: the start form asks for more, or does not ask for some of it (`fields`; code `unknown`). 403 `forbidden`: `version` is for those
 * who operate cases or publish, and so are variables that neither the form nor the process asks for.
 */
export const startInstance = defineRoute({
  method: 'post',
  path: '/api/instances',
  summary: 'A new case of a published process; the same Idempotency-Key starts one only',
  right: 'instance:start',
  body: z.object({
    /** Key of the package. */
    process: z.string().min(1).max(60),
    /** Absent = the newest published. */
    version: version.optional(),
    variables: variables.default({}),
  }),
  reply: z.object({
    ok: z.literal(true),
    instanceId: z.string(),
    version: z.number(),
    lastFact: z.number(),
    /** `open`, or how it ended at once. */
    status: z.string(),
    /** Steps it opened at once. */
    next: z.array(taskRow),
  }),
  command: true,
});
