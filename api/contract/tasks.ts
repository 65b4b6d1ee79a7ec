import { z } from 'zod';
import { cursor, done, instant, page, person, sla, taskId, variables } from './common.ts';
import { defineRoute } from './route.ts';

/** One row of the inbox: enough to choose by and to paint without another call. Names of steps and stages are already in the reader's language. */
export const taskRow = z.object({
  id: taskId,
  instanceId: z.string(),
  element: z.string(),
  name: z.string(),
  /** Which round of what is repeated, and what it is about: `2 of 5 · Acme`. */
  round: z.string().nullable(),
  /** What the case's process is called. */
  process: z.string(),
  stage: z.object({ id: z.string(), name: z.string(), color: z.string() }).nullable(),
  record: z.object({ id: z.string(), type: z.string(), title: z.string(), number: z.string().nullable() }).nullable(),
  contact: z
    .object({ name: z.string(), organisation: z.string().nullable(), phone: z.string().nullable(), zone: z.string().nullable() })
    .nullable(),
  assignee: person.nullable(),
  groups: z.array(z.string()),
  priority: z.number(),
  /** hot from 75, warm from 40. */
  followUpAt: instant.nullable(),
  createdAt: instant,
  sla,
  /** Reserved or claimed by somebody else until. */
  heldBy: person.extend({ until: instant.nullable() }).nullable(),
});
export type TaskRow = z.infer<typeof taskRow>;

export const formField = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum([
    'text',
    'longText',
    'number',
    'money',
    'boolean',
    'date',
    'dateTime',
    'select',
    'multiSelect',
    'phone',
    'email',
    'user',
    'reference',
    'json',
    'callBack',
    'file',
  ]),
  required: z.boolean(),
  outcomes: z.array(z.string()).nullable(),
  visibleWhen: z.string().nullable(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  pattern: z.string().nullable(),
  help: z.string().nullable(),
});
export type FormField = z.infer<typeof formField>;

/** One of a case's variables as a reader may see it, in his words. */
export const caseDatum = z.object({
  name: z.string(),
  label: z.string(),
  /** As a form of the process asks for it; null = none does. */
  type: formField.shape.type.nullable(),
  options: formField.shape.options,
  /** As stored, but for the names within, which are in words; nothing empty. */
  value: z.unknown(),
  /** There is more than is shown. */
  cut: z.boolean(),
  /** Of the case as a whole, not of this step or what it stands in. */
  ofCase: z.boolean(),
});
export type CaseDatum = z.infer<typeof caseDatum>;

/** Who suspended a case, since when and why; nobody = a part of the product did. */
export const suspension = z.object({ by: person.nullable(), at: instant, reason: z.string().nullable() });
export type SuspensionView = z.infer<typeof suspension>;

export const taskDetail = taskRow.extend({
  /** open, or how it ended and by whom: a late visitor is told. */
  status: z.enum(['open', 'completed', 'cancelled']),
  ended: z.object({ by: person.nullable(), at: instant, outcome: z.string().nullable() }).nullable(),
  mayComplete: z.boolean(),
  /** Nothing moves the case, this step included, until it is resumed. */
  suspended: suspension.nullable(),
  outcomes: z.array(
    z.object({
      value: z.string(),
      name: z.string(),
      requires: z.array(z.string()),
      /** Of these, what the stage behind the result asks for -> that stage's id. */
      askedBy: z.record(z.string(), z.string()),
      note: z.boolean(),
      nextStep: z.boolean(),
      hint: z.string().nullable(),
    }),
  ),
  form: z.array(formField),
  values: variables,
  draft: variables.nullable(),
  draftSavedAt: instant.nullable(),
  requiredFields: z.array(z.object({ field: z.string(), askedBy: z.string().nullable() })),
  /** Name under which conditions read the chosen result. */
  outcomeVariable: z.string().nullable(),
  /** `when`: FEEL; asked for only where it holds. Null = with every result that is a step done. */
  checklist: z.array(z.object({ id: z.string(), text: z.string(), required: z.boolean(), when: z.string().nullable() })),
  evidence: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      kind: z.enum(['file', 'photo']),
      required: z.boolean(),
      place: z.boolean(),
      when: z.string().nullable(),
    }),
  ),
  /** Facts shown above the history: label, value, both in the reader's language. */
  about: z.array(z.object({ label: z.string(), value: z.string(), link: z.string().nullable() })),
  /** What else the case knows, beside its record and this form. */
  data: z.array(caseDatum),
  duplicates: z.array(z.object({ recordId: z.string(), title: z.string(), why: z.string() })),
  /** Why it is mine, as a sentence. */
  why: z.string().nullable(),
  /** How the deadline came about; spans in milliseconds (of working time, with a calendar). Null = there is none. */
  deadline: z
    .object({
      rule: z.string(),
      /** Null = round the clock. */
      calendar: z.string().nullable(),
      /** The version it was computed with. */
      version: z.number().nullable(),
      zone: z.string().nullable(),
      startedAt: instant,
      /** Null = it stands still. */
      dueAt: instant.nullable(),
      /** Null = the rule is a date. */
      totalMs: z.number().nullable(),
      /** When its time ran: the first hundred of `intervals`. */
      used: z.array(z.object({ from: instant, to: instant })),
      intervals: z.number(),
      pauses: z.array(z.object({ from: instant, to: instant.nullable(), usedMs: z.number(), leftMs: z.number() })),
      /** Days between that are not as their weekday: holidays, short and moved ones. */
      specialDays: z.array(z.object({ date: z.string(), name: z.string().nullable(), closed: z.boolean() })),
      /** The same in the reader's words: one sentence, then the rest. */
      sentence: z.string(),
      steps: z.array(z.string()),
    })
    .nullable(),
});
export type TaskDetail = z.infer<typeof taskDetail>;

export const inboxView = z.enum(['today', 'late', 'pool', 'waiting']);
export const listTasks = defineRoute({
  method: 'get',
  path: '/api/tasks',
  summary: 'My inbox: late, call-backs now, at risk, hot, rest; or the pool',
  right: 'task:work',
  query: page.extend({ view: inboxView.default('today'), q: z.string().max(200).optional() }),
  reply: z.object({
    items: z.array(taskRow.extend({ section: z.enum(['late', 'callBack', 'atRisk', 'hot', 'rest']) })),
    counts: z.object({ today: z.number(), late: z.number(), pool: z.number(), waiting: z.number() }),
    nextDue: instant.nullable(),
    next: cursor.nullable(),
  }),
});
const params = z.object({ task: taskId });
export const getTask = defineRoute({
  method: 'get',
  path: '/api/tasks/:task',
  summary: 'One task with its form, facts and history',
  right: 'task:work',
  params,
  reply: taskDetail,
});
const moved = z.object({ ok: z.literal(true), undoUntil: instant.nullable(), next: z.array(taskRow) });
export const claimTask = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/claim',
  summary: 'Take it',
  right: 'task:work',
  params,
  reply: done,
  command: true,
});
export const unclaimTask = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/unclaim',
  summary: 'Give it back',
  right: 'task:work',
  params,
  body: z.object({ reason: z.string().max(500).optional() }),
  reply: done,
  command: true,
});
export const assignTask = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/assign',
  summary: 'Give it to somebody (null = pool)',
  right: 'task:reassign',
  params,
  body: z.object({ assignee: z.string().max(100).nullable(), reason: z.string().max(500).optional() }),
  reply: done,
  command: true,
});
export const deferTask = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/defer',
  summary: 'Put it off, with a reason',
  right: 'task:work',
  params,
  body: z.object({ until: instant, reason: z.string().trim().min(1).max(500) }),
  reply: done,
  command: true,
});
export const pauseDeadline = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/pause-deadline',
  summary: 'The deadline stands still: the customer has the next move',
  right: 'task:work',
  params,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  reply: done,
  command: true,
});
export const resumeDeadline = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/resume-deadline',
  summary: 'The deadline goes on with the working time it had left',
  right: 'task:work',
  params,
  reply: done,
  command: true,
});
export const saveDraft = defineRoute({
  method: 'put',
  path: '/api/tasks/:task/draft',
  summary: 'Keep what is typed',
  right: 'task:work',
  params,
  body: z.object({ draft: variables }),
  reply: z.object({ savedAt: instant }),
  command: true,
});
/** `next` holds the steps this completion opened, in the same case. */
export const completeTask = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/complete',
  summary: 'Complete with a result; answers when the next step is readable',
  right: 'task:work',
  params,
  body: z.object({
    outcome: z.string().max(100).optional(),
    values: variables.default({}),
    note: z.string().max(20_000).optional(),
    checklist: z.array(z.string()).optional(),
    evidence: z.record(z.string(), z.string()).optional(),
  }),
  reply: moved,
  command: true,
});
/** Call-back: completes with the outcome that asks for a call-back date, or defers when the step has none. */
export const callBackTask = defineRoute({
  method: 'post',
  path: '/api/tasks/:task/call-back',
  summary: 'Agree a call-back',
  right: 'task:work',
  params,
  body: z.object({ at: instant, note: z.string().max(20_000).optional(), anyway: z.string().max(500).optional() }),
  reply: moved,
  command: true,
});
/** How many call-backs that hour holds, and whether it is open; the next opening else. */
export const callBackLoad = defineRoute({
  method: 'get',
  path: '/api/call-backs/load',
  summary: 'Load of an hour',
  right: 'task:work',
  query: z.object({ at: instant }),
  reply: z.object({ taken: z.number(), room: z.number(), open: z.boolean(), nextOpening: instant }),
});
export const suggestAssignees = defineRoute({
  method: 'get',
  path: '/api/tasks/:task/suggestions',
  summary: 'To whom, best first',
  right: 'task:reassign',
  params,
  reply: z.object({ items: z.array(person.extend({ open: z.number(), capacity: z.number(), why: z.string() })) }),
});
