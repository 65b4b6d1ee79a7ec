import { z } from 'zod';
import { cursor, instant, page, person, sla, uuid, variables } from './common.ts';
import { defineRoute } from './route.ts';
import { formField, taskRow } from './tasks.ts';

export const stageRef = z.object({ id: z.string(), name: z.string(), color: z.string() });
export const recordRow = z.object({
  id: uuid,
  type: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  stage: stageRef.nullable(),
  status: z.enum(['open', 'won', 'lost', 'junk', 'converted', 'merged', 'cancelled']),
  owner: person.nullable(),
  amount: z.number().nullable(),
  organisation: z.string().nullable(),
  contact: z.string().nullable(),
  nextStep: z.object({ name: z.string(), assignee: person.nullable(), followUpAt: instant.nullable(), sla }).nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type RecordRow = z.infer<typeof recordRow>;

export const listRecords = defineRoute({
  method: 'get',
  path: '/api/records',
  summary: 'Leads, deals, customers: filtered, counted, by keyset pages',
  right: 'record:read',
  query: page.extend({
    type: z.string().max(60).optional(),
    stage: z.string().max(60).optional(),
    status: z.string().max(60).optional(),
    owner: z.string().max(100).optional(),
    /** `true` or `false`, as text in the address. */
    late: z.union([z.boolean(), z.stringbool()]).optional(),
    campaign: z.string().max(100).optional(),
    q: z.string().max(200).optional(),
    sort: z.enum(['updated', 'created', 'title', 'amount', 'due']).default('updated'),
  }),
  reply: z.object({ items: z.array(recordRow), total: z.number(), next: cursor.nullable() }),
});

export const historyEntry = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(['call', 'mail', 'stage', 'data', 'auto', 'task', 'file', 'intake', 'incident', 'note']),
  icon: z.string(),
  actor: person.nullable(),
  /** Sentence in the reader's language. Automatic steps come folded: `children`. */
  text: z.string(),
  note: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), label: z.string(), old: z.string().nullable(), new: z.string().nullable() })),
  children: z.array(z.object({ at: instant, text: z.string() })),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** What a case waits for that is nobody's task. */
export const caseWait = z.object({
  kind: z.enum(['job', 'timer', 'message', 'signal']),
  /** Its step, in the reader's language. */
  element: z.string(),
  /** Of the message or the signal. */
  name: z.string().nullable(),
  /** A timer's moment; a job's: when its attempt began, or, with attempt 0, before when it does not begin. */
  at: instant.nullable(),
  /** A job's: the attempt under way, of how many. */
  attempt: z.number().nullable(),
  attempts: z.number().nullable(),
  /** If this attempt fails, the next comes then or later; null = none is left, or it is no job under way. */
  nextAt: instant.nullable(),
});
export type CaseWait = z.infer<typeof caseWait>;

export const recordDetail = recordRow.extend({
  version: z.number(),
  instanceId: z.string().nullable(),
  process: z.object({ key: z.string(), name: z.string(), version: z.number() }).nullable(),
  /** The way through the stages: days spent in those passed. */
  path: z.array(stageRef.extend({ state: z.enum(['passed', 'now', 'ahead']), days: z.number().nullable() })),
  tasks: z.array(taskRow),
  /** `text`: the value in the reader's words, where it is a text or a structure; null = show the value by its type. */
  fields: z.array(formField.extend({ value: z.unknown(), text: z.string().nullable(), editable: z.boolean() })),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      position: z.string().nullable(),
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      zone: z.string().nullable(),
    }),
  ),
  organisation_: z.object({ id: z.string(), name: z.string() }).nullable(),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number(), contentType: z.string(), at: instant })),
  duplicates: z.array(z.object({ recordId: z.string(), title: z.string(), why: z.string() })),
  /** Records of the same customer: the lead a deal came from, its repeat sale. */
  related: z.array(z.object({ id: z.string(), type: z.string(), typeName: z.string(), title: z.string(), status: z.string() })),
  incidents: z.array(
    z.object({
      id: z.string(),
      instanceId: z.string(),
      elementName: z.string().nullable(),
      code: z.string(),
      message: z.string(),
      text: z.string(),
      /** As in `incidentRow`. */
      asks: z.array(z.string()),
      retryable: z.boolean(),
    }),
  ),
  /** Of the case that moves it. */
  waits: z.array(caseWait),
  mayEdit: z.boolean(),
});
export type RecordDetail = z.infer<typeof recordDetail>;

const params = z.object({ record: uuid });
export const getRecord = defineRoute({
  method: 'get',
  path: '/api/records/:record',
  summary: 'One record',
  right: 'record:read',
  params,
  reply: recordDetail,
});
export const createRecord = defineRoute({
  method: 'post',
  path: '/api/records',
  summary: 'A new lead or deal by hand; starts its process',
  right: 'record:create',
  body: z.object({ type: z.string().max(60), title: z.string().min(1).max(300), fields: variables.default({}) }),
  /** `next`: the steps its process opened at once. */
  reply: z.object({ id: uuid, instanceId: z.string(), next: z.array(taskRow) }),
  command: true,
});
/** 409 `recordConflict` carries both versions in `params.yours`, `params.stored`. */
export const changeRecord = defineRoute({
  method: 'patch',
  path: '/api/records/:record',
  summary: 'Change fields',
  right: 'record:write',
  params,
  body: z.object({ version: z.number().int(), patch: variables, reason: z.string().max(500).optional() }),
  reply: z.object({ version: z.number() }),
  command: true,
});
export const recordHistory = defineRoute({
  method: 'get',
  path: '/api/records/:record/history',
  summary: 'One stream from the first lead on, newest first',
  right: 'record:read',
  params,
  query: page.extend({ kind: z.enum(['all', 'call', 'mail', 'stage', 'data']).default('all') }),
  reply: z.object({ items: z.array(historyEntry), next: cursor.nullable() }),
});
/** Where it stands on its diagram; the same in words. */
export const caseMap = z.object({
  xml: z.string(),
  /** Names in the diagram -> the same in the reader's language; those without one stay. */
  texts: z.record(z.string(), z.string()),
  walkedElements: z.array(z.string()),
  walkedFlows: z.array(z.string()),
  now: z.array(z.string()),
  /** Of those it stands at: stopped by an incident. */
  stuck: z.array(z.string()),
  next: z.array(z.string()),
  /** Activities that are being repeated; `total` null: as long as their condition holds. */
  rounds: z.array(z.object({ element: z.string(), open: z.number(), done: z.number(), total: z.number().nullable() })),
  words: z.array(z.string()),
});
export const recordMap = defineRoute({
  method: 'get',
  path: '/api/records/:record/map',
  summary: 'The diagram with the path walked',
  right: 'record:read',
  params,
  reply: caseMap,
});
export const addNote = defineRoute({
  method: 'post',
  path: '/api/records/:record/notes',
  summary: 'Write a note',
  right: 'record:write',
  params,
  body: z.object({ text: z.string().min(1).max(20_000) }),
  reply: z.object({ id: z.string() }),
  command: true,
});
export const search = defineRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Records and people by name, phone in any format, number; processes by name; cases by theirs or by their number',
  right: 'record:read',
  query: z.object({ q: z.string().min(1).max(200) }),
  reply: z.object({
    items: z.array(z.object({ id: z.string(), kind: z.string(), title: z.string(), subtitle: z.string().nullable() })),
    total: z.number(),
  }),
});
export const listStages = defineRoute({
  method: 'get',
  path: '/api/stages',
  summary: 'Stages by record type, in order, with counts',
  right: 'record:read',
  query: z.object({ type: z.string().max(60) }),
  reply: z.object({ items: z.array(stageRef.extend({ count: z.number(), hidden: z.boolean() })) }),
});
