import { z } from 'zod';
import { cursor, done, instant, page, person, taskId, uuid, variables } from './common.ts';
import { stageRef } from './records.ts';
import { defineRoute } from './route.ts';
import { taskRow } from './tasks.ts';

export const incidentRow = z.object({
  id: z.string(),
  instanceId: z.string(),
  record: z.object({ id: z.string(), title: z.string() }).nullable(),
  process: z.string(),
  element: z.string().nullable(),
  elementName: z.string().nullable(),
  code: z.string(),
  /** As the engine said it. */
  message: z.string(),
  /** The same in the reader's words. */
  text: z.string(),
  /** What was said besides, by the other system or the engine; null = the text says it all. */
  detail: z.string().nullable(),
  /** Variables that the formula asks for which failed, as far as the engine named it; one that is not there at all comes first. */
  asks: z.array(z.string()),
  at: instant,
  retryable: z.boolean(),
});
export const listIncidents = defineRoute({
  method: 'get',
  path: '/api/incidents',
  summary: 'Open incidents',
  right: 'incident:read',
  /** `process`: its key. */
  query: page.extend({ process: z.string().max(100).optional() }),
  reply: z.object({ items: z.array(incidentRow), total: z.number(), next: cursor.nullable() }),
});
export const getIncident = defineRoute({
  method: 'get',
  path: '/api/incidents/:incident',
  summary: 'An incident, and what became of its case since: whether its element still works, and what stopped it again',
  right: 'incident:read',
  params: z.object({ incident: z.string().max(300) }),
  reply: z.object({
    incident: incidentRow,
    status: z.enum(['open', 'resolved']),
    case: z.object({
      status: z.enum(['open', 'completed', 'cancelled', 'failed']),
      /** Where it stands. */
      steps: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
      /** A job of the incident's element has no outcome yet. */
      working: z.boolean(),
    }),
    /** The first open incident of the case raised after this one was resolved. */
    next: incidentRow.nullable(),
  }),
});
export const retryIncident = defineRoute({
  method: 'post',
  path: '/api/incidents/:incident/retry',
  summary: 'Try again, with changed variables if given',
  right: 'incident:retry',
  params: z.object({ incident: z.string().max(300) }),
  body: z.object({ variables: variables.optional() }),
  reply: done,
  command: true,
});
/** Jobs whose outcome nobody knows (an e-mail begun, then killed): never sent again by themselves. */
export const listUncertain = defineRoute({
  method: 'get',
  path: '/api/jobs/uncertain',
  summary: 'Jobs begun without an outcome',
  right: 'incident:read',
  query: page,
  reply: z.object({
    items: z.array(z.object({ key: z.string(), type: z.string(), instanceId: z.string(), at: instant, summary: z.string() })),
    next: cursor.nullable(),
  }),
});
export const settleJob = defineRoute({
  method: 'post',
  path: '/api/jobs/:job/settle',
  summary: 'Say what happened: it was done, or send it anew',
  right: 'incident:retry',
  params: z.object({ job: z.string().max(300) }),
  body: z.object({ as: z.enum(['done', 'anew']) }),
  reply: done,
  command: true,
});
/** Mails about what is stuck that did not arrive, or may not have: never sent again by themselves, and thrown away after 30 days. */
export const listUndelivered = defineRoute({
  method: 'get',
  path: '/api/mails/undelivered',
  summary: 'Mails refused for good, and mails of which nobody knows whether they left',
  right: 'incident:read',
  query: page,
  reply: z.object({
    items: z.array(
      z.object({
        id: uuid,
        to: person,
        /** Written at. */
        created: instant,
        /** Refused, or begun, at. */
        at: instant,
        outcome: z.enum(['uncertain', 'refused']),
      }),
    ),
    next: cursor.nullable(),
  }),
});

export const deskRow = taskRow.extend({ cause: z.string(), lateBy: z.number() });
export const desk = defineRoute({
  method: 'get',
  path: '/api/desk',
  summary: 'Late, soon, stuck, load: worst first',
  right: 'desk:read',
  query: z.object({ team: z.string().max(60).optional() }),
  reply: z.object({
    now: instant,
    late: z.array(deskRow),
    soon: z.array(deskRow),
    /** Steps that nobody is named for and that are not late or due soon: they fall to supervisors. */
    nobody: z.array(deskRow),
    stuck: z.array(incidentRow),
    counts: z.object({ late: z.number(), soon: z.number(), nobody: z.number(), stuck: z.number() }),
    load: z.array(
      person.extend({ team: z.string().nullable(), open: z.number(), late: z.number(), capacity: z.number(), away: z.string().nullable() }),
    ),
    rules: z.array(z.object({ sentence: z.string() })),
  }),
});

/** Intake = sum of outcomes, always: every lead is in exactly one. */
export const figures = defineRoute({
  method: 'get',
  path: '/api/figures',
  summary: 'Intake by outcome and by stage',
  right: 'figures:read',
  query: z.object({
    type: z.string().max(60).default('lead'),
    from: instant.optional(),
    to: instant.optional(),
    campaign: z.string().max(100).optional(),
  }),
  reply: z.object({
    asOf: instant,
    intake: z.number(),
    /** won, callBack, dataQuality, junk, callOpen, ...: key, reader's words, count; counts sum to intake. */
    outcomes: z.array(z.object({ key: z.string(), label: z.string(), count: z.number() })),
    stages: z.array(stageRef.extend({ count: z.number(), late: z.number() })),
    junkReasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  }),
});

/** Milliseconds of working time. */
const spread = z.object({ mean: z.number(), median: z.number(), p90: z.number() });
export const workingTimes = defineRoute({
  method: 'get',
  path: '/api/figures/working-times',
  summary: 'How long steps waited and were worked on, in working time, by process and step; the last 30 days by default',
  right: 'figures:read',
  query: z.object({ from: instant.optional(), to: instant.optional(), process: z.string().max(100).optional() }),
  reply: z.object({
    from: instant,
    to: instant,
    /** There were more tasks than are counted: ask for a shorter span. */
    more: z.boolean(),
    items: z.array(
      z.object({
        process: z.string(),
        element: z.string(),
        name: z.string(),
        count: z.number(),
        queueing: spread,
        handling: spread,
        /** Waited for the customer; in neither of the others. */
        paused: spread,
      }),
    ),
  }),
});

export const notification = z.object({
  id: uuid,
  at: instant,
  kind: z.enum(['needsYou', 'late', 'toKnow']),
  text: z.string(),
  recordId: z.string().nullable(),
  /** A case without a record. */
  caseId: z.string().nullable(),
  /** It tells of several cases, and says how many. */
  several: z.boolean(),
  /** Whose cases those are: its key. */
  process: z.string().nullable(),
  taskId: taskId.nullable(),
  read: z.boolean(),
  count: z.number(),
});
export type Notification = z.infer<typeof notification>;
export const listNotifications = defineRoute({
  method: 'get',
  path: '/api/notifications',
  summary: 'What I was told',
  right: 'signed-in',
  query: page,
  reply: z.object({ items: z.array(notification), unread: z.number(), next: cursor.nullable() }),
});
export const readNotification = defineRoute({
  method: 'post',
  path: '/api/notifications/:notification/read',
  summary: 'Seen',
  right: 'signed-in',
  params: z.object({ notification: uuid }),
  reply: done,
});

export const publishMessage = defineRoute({
  method: 'post',
  path: '/api/messages',
  summary: 'Publish a message; says at once whether it is delivered or held, and until when',
  right: 'message:publish',
  body: z.object({
    id: z.string().min(1).max(200).optional(),
    name: z.string().min(1).max(200),
    key: z.string().max(500).default(''),
    payload: variables.default({}),
    timeToLive: z.string().max(40).default('PT1H'),
    /** `all`: everyone who waits now or begins to within its time, and each process it starts. */
    receivers: z.enum(['one', 'all']).default('one'),
  }),
  reply: z.object({
    id: z.string(),
    outcome: z.enum(['delivering', 'held', 'repeated', 'expired']),
    instanceId: z.string().nullable(),
    until: instant.nullable(),
    /** Of a message to all: how many get it now; `instanceId` is one of them. */
    receivers: z.number().optional(),
  }),
});
export const listMessages = defineRoute({
  method: 'get',
  path: '/api/messages',
  summary: 'Messages held, delivered or expired',
  right: 'message:read',
  query: page.extend({ state: z.enum(['held', 'delivered', 'expired']).optional() }),
  reply: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        key: z.string(),
        state: z.string(),
        at: instant,
        until: instant.nullable(),
        instanceId: z.string().nullable(),
      }),
    ),
    next: cursor.nullable(),
  }),
});

export const uploadFile = defineRoute({
  method: 'post',
  path: '/api/files',
  summary: 'Upload a file (type by content; images without EXIF); evidence names it by id',
  right: 'task:work',
  upload: { field: 'file', maxBytes: 20_000_000 },
  query: z.object({ record: uuid.optional(), lat: z.coerce.number().optional(), lon: z.coerce.number().optional() }),
  reply: z.object({ id: uuid, name: z.string(), size: z.number(), contentType: z.string(), photo: z.boolean() }),
});
export const getFile = defineRoute({
  method: 'get',
  path: '/api/files/:file',
  summary: 'Download, as attachment',
  right: 'record:read',
  params: z.object({ file: uuid }),
  reply: z.unknown(),
});

export const listUsers = defineRoute({
  method: 'get',
  path: '/api/users',
  summary: 'Colleagues and teams',
  right: 'signed-in',
  reply: z.object({
    users: z.array(person.extend({ roles: z.array(z.string()), teams: z.array(z.string()), active: z.boolean() })),
    teams: z.array(z.object({ key: z.string(), name: z.string() })),
  }),
});
export const listCampaigns = defineRoute({
  method: 'get',
  path: '/api/campaigns',
  summary: 'Campaigns',
  right: 'signed-in',
  reply: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), skipPreSales: z.boolean() })) }),
});
export const health = defineRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Postgres, Temporal, worker',
  right: 'public',
  reply: z.object({ postgres: z.boolean(), temporal: z.boolean(), worker: z.boolean(), version: z.string() }),
});
/** Development only: mails caught instead of sent. */
export const caughtMails = defineRoute({
  method: 'get',
  path: '/api/dev/mails',
  summary: 'Caught mails (development)',
  right: 'admin',
  query: page,
  reply: z.object({
    items: z.array(
      z.object({ messageId: z.string(), from: z.string(), to: z.array(z.string()), subject: z.string(), text: z.string(), at: instant }),
    ),
    total: z.number(),
    next: cursor.nullable(),
  }),
});
