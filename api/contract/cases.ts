import { z } from 'zod';
import { cursor, instant, page } from './common.ts';
import { instanceId } from './instances.ts';
import { incidentRow } from './operations.ts';
import { caseMap, caseWait, historyEntry } from './records.ts';
import { defineRoute } from './route.ts';
import { caseDatum, suspension, taskRow } from './tasks.ts';

const status = z.enum(['open', 'completed', 'cancelled', 'failed']);
export const caseRow = z.object({
  id: z.string(),
  process: z.object({ key: z.string(), name: z.string(), version: z.number() }),
  status,
  suspended: z.boolean(),
  startedAt: instant,
  endedAt: instant.nullable(),
  incidents: z.number(),
  /** Steps people work on now, in the reader's language; the first few. */
  steps: z.array(z.string()),
});
export type CaseRow = z.infer<typeof caseRow>;

export const listCases = defineRoute({
  method: 'get',
  path: '/api/cases',
  summary: 'Cases without a record that I may see, the newest first',
  right: 'record:read',
  query: page.extend({
    /** Key of its process. */
    process: z.string().max(100).optional(),
    status: status.optional(),
    stuck: z.enum(['true', 'false']).optional(),
  }),
  reply: z.object({ items: z.array(caseRow), next: cursor.nullable() }),
});

export const caseDetail = caseRow.omit({ steps: true, incidents: true }).extend({
  suspension: suspension.nullable(),
  /** The record it moves has a page of its own. */
  record: z.object({ id: z.string(), title: z.string() }).nullable(),
  tasks: z.array(taskRow),
  incidents: z.array(incidentRow),
  waits: z.array(caseWait),
  /** What the case as a whole knows, in words. */
  data: z.array(caseDatum),
  /** The same as stored, for those who operate cases; null = not for this reader. */
  variables: z.array(z.object({ name: z.string(), value: z.unknown() })).nullable(),
});
export type CaseDetail = z.infer<typeof caseDetail>;

const params = z.object({ instance: instanceId });
export const getCase = defineRoute({
  method: 'get',
  path: '/api/cases/:instance',
  summary: 'One case, with a record or without',
  right: 'record:read',
  params,
  reply: caseDetail,
});
export const caseHistory = defineRoute({
  method: 'get',
  path: '/api/cases/:instance/history',
  summary: 'What happened in a case, newest first',
  right: 'record:read',
  params,
  query: page.extend({ kind: z.enum(['all', 'call', 'mail', 'stage', 'data']).default('all') }),
  reply: z.object({ items: z.array(historyEntry), next: cursor.nullable() }),
});
export const getCaseMap = defineRoute({
  method: 'get',
  path: '/api/cases/:instance/map',
  summary: 'The diagram of a case with the path walked',
  right: 'record:read',
  params,
  reply: caseMap,
});
