import { z } from 'zod';
import { cursor, instant, page, uuid } from './common.ts';
import { defineRoute } from './route.ts';

export const importSettings = z.object({
  /** `utf-8`, `windows-1251`, `windows-1250`; null for a workbook. */
  encoding: z.string().max(40).nullable(),
  delimiter: z
    .string()
    .regex(/^[,;\t|]$/, 'issue.delimiter')
    .nullable(),
  sheet: z.string().max(100).nullable(),
  headerRow: z.boolean(),
  /** Asked when a column's dates can be read two ways. */
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).nullable(),
  /** Column index -> field (`title`, `lead.phone`, `person.name`, null = left out). */
  mapping: z.array(z.object({ column: z.number().int().min(0), field: z.string().max(100).nullable() })),
  packageKey: z.string().max(60),
  campaign: z.string().max(100).nullable(),
  /** Contact data is kept elsewhere: the data check lets rows without phone and e-mail pass. */
  contactsElsewhere: z.boolean(),
  updateExisting: z.boolean(),
});
export type ImportSettings = z.infer<typeof importSettings>;

export const importCounts = z.object({
  total: z.number(),
  created: z.number(),
  attached: z.number(),
  duplicate: z.number(),
  refused: z.number(),
  empty: z.number(),
  waiting: z.number(),
});
export const importView = z.object({
  id: uuid,
  fileName: z.string(),
  size: z.number(),
  status: z.enum(['uploaded', 'checking', 'checked', 'running', 'paused', 'done', 'failed']),
  settings: importSettings,
  recordType: z.string().nullable(),
  /** What was detected, to be shown and changed. */
  detected: z.object({
    kind: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    sheets: z.array(z.string()),
  }),
  columns: z.array(z.object({ index: z.number(), heading: z.string(), samples: z.array(z.string()), ambiguousDates: z.boolean() })),
  preview: z.array(z.array(z.string())),
  fields: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
  problems: z.array(z.object({ code: z.string(), message: z.string(), column: z.number().nullable() })),
  counts: importCounts,
  /** What the check found doubtful in rows that are taken all the same, most frequent first; `row` and `value`: the first of them. */
  warnings: z.array(
    z.object({
      code: z.enum(['phoneInvalid', 'emailSyntax', 'emailDomain', 'noWayToReach', 'countryUnknown']),
      count: z.number(),
      row: z.number(),
      value: z.string(),
    }),
  ),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  error: z.string().nullable(),
});
export type ImportView = z.infer<typeof importView>;

const params = z.object({ import: uuid });
export const uploadImport = defineRoute({
  method: 'post',
  path: '/api/imports',
  summary: 'Upload a CSV or Excel file; nothing is stored as leads yet',
  right: 'import:run',
  upload: { field: 'file', maxBytes: 50_000_000 },
  reply: importView,
});
export const listImports = defineRoute({
  method: 'get',
  path: '/api/imports',
  summary: 'Imports, newest first',
  right: 'import:run',
  query: page,
  reply: z.object({
    items: z.array(importView.omit({ preview: true, columns: true, fields: true, recordType: true })),
    next: cursor.nullable(),
  }),
});
export const getImport = defineRoute({
  method: 'get',
  path: '/api/imports/:import',
  summary: 'Settings, preview, progress',
  right: 'import:run',
  params,
  reply: importView,
});
export const changeImport = defineRoute({
  method: 'put',
  path: '/api/imports/:import/settings',
  summary: 'Other encoding, separator, date order, mapping',
  right: 'import:run',
  params,
  body: importSettings,
  reply: importView,
});
export const checkImport = defineRoute({
  method: 'post',
  path: '/api/imports/:import/check',
  summary: 'Run every row through the guards without storing',
  right: 'import:run',
  params,
  reply: importView,
});
export const startImport = defineRoute({
  method: 'post',
  path: '/api/imports/:import/start',
  summary: 'Run; goes on by itself after a restart',
  right: 'import:run',
  params,
  reply: importView,
});
export const pauseImport = defineRoute({
  method: 'post',
  path: '/api/imports/:import/pause',
  summary: 'Pause',
  right: 'import:run',
  params,
  reply: importView,
});
export const importRows = defineRoute({
  method: 'get',
  path: '/api/imports/:import/rows',
  summary: 'Rows with their one outcome',
  right: 'import:run',
  params,
  query: page.extend({ outcome: z.enum(['created', 'attached', 'duplicate', 'refused', 'empty', 'waiting']).optional() }),
  reply: z.object({
    items: z.array(
      z.object({
        row: z.number(),
        outcome: z.string(),
        recordId: z.string().nullable(),
        instanceId: z.string().nullable(),
        duplicateOf: z.string().nullable(),
        reason: z.string().nullable(),
        values: z.array(z.string()),
      }),
    ),
    next: cursor.nullable(),
  }),
});
/** text/csv: the rows that failed with their reason; formulas defused. */
export const importErrorsFile = defineRoute({
  method: 'get',
  path: '/api/imports/:import/errors.csv',
  summary: 'File of the rows that failed',
  right: 'import:run',
  params,
  reply: z.string(),
});
export const rerunRow = defineRoute({
  method: 'post',
  path: '/api/imports/:import/rows/:row/rerun',
  summary: 'Try a refused row again, corrected',
  right: 'import:run',
  params: params.extend({ row: z.coerce.number().int() }),
  body: z.object({ values: z.array(z.string()).optional() }),
  reply: z.object({ outcome: z.string(), reason: z.string().nullable() }),
});
