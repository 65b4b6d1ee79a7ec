import { z } from 'zod';
import { done, instant, person, versionInAddress } from './common.ts';
import { defineRoute } from './route.ts';
import { startKind } from './starts.ts';

export const finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  element: z.string().optional(),
  place: z.string().optional(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Finding = z.infer<typeof finding>;
export const packageFile = z.object({ path: z.string().min(1).max(200), content: z.string().max(5_000_000) });
export type PackageFile = z.infer<typeof packageFile>;
const version = z.object({
  version: z.number(),
  hash: z.string(),
  publishedAt: instant,
  publishedBy: person.nullable(),
  note: z.string().nullable(),
  openCases: z.number(),
});
const draft = z.object({
  revision: z.number(),
  savedAt: instant,
  savedBy: person.nullable(),
  basedOn: z.number().nullable(),
  files: z.array(packageFile),
});
const params = z.object({ process: z.string().max(60) });

export const listProcesses = defineRoute({
  method: 'get',
  path: '/api/processes',
  summary: 'Process packages with newest version, draft and open cases; drafts are for those who read processes',
  right: 'instance:start',
  reply: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        version: z.number().nullable(),
        draftRevision: z.number().nullable(),
        openCases: z.number(),
        start: startKind,
        /** When the next case begins by itself. */
        nextStartAt: instant.nullable(),
        /** Type of the records its cases move, and begin with; null = they have a page of their own (`listCases`). */
        recordType: z.string().nullable(),
      }),
    ),
  }),
});
export const getProcess = defineRoute({
  method: 'get',
  path: '/api/processes/:process',
  summary: 'Versions and open cases per element',
  right: 'process:read',
  params,
  reply: z.object({
    key: z.string(),
    name: z.string(),
    versions: z.array(version),
    casesAt: z.array(z.object({ element: z.string(), open: z.number() })),
    jobTypes: z.array(z.string()),
    groups: z.array(z.string()),
    /** What those of them that are teams are called. */
    teams: z.array(z.object({ key: z.string(), name: z.string() })),
    calendars: z.array(z.string()),
    /** Every package that is published, with its versions: what a call may name. */
    packages: z.array(z.object({ key: z.string(), name: z.string(), versions: z.array(z.number()) })),
  }),
});
/** Of the newest version and of those that have open cases; with `version` of that one alone. */
export const listElements = defineRoute({
  method: 'get',
  path: '/api/processes/:process/elements',
  summary: 'Elements of a process by id and name, and how many open cases stand at each',
  right: 'process:read',
  params,
  query: z.object({ version: versionInAddress.optional() }),
  reply: z.object({
    key: z.string(),
    name: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        /** As the diagram has it, where the reader's language calls it otherwise. */
        drawnName: z.string().nullable(),
        kind: z.string(),
        /** Process or subprocess it stands in. */
        scope: z.string(),
        /** Versions that have it, of those asked for. */
        versions: z.array(z.number()),
        open: z.number(),
      }),
    ),
  }),
});
export const getVersion = defineRoute({
  method: 'get',
  path: '/api/processes/:process/versions/:version',
  summary: 'Files of a published version',
  right: 'process:read',
  params: params.extend({ version: versionInAddress }),
  reply: z.object({ version: z.number(), files: z.array(packageFile) }),
});
export const getDraft = defineRoute({
  method: 'get',
  path: '/api/processes/:process/draft',
  summary: 'The draft; made from the newest version if there is none',
  right: 'process:read',
  params,
  reply: draft,
});
/** 409 `draftConflict` names who saved which revision when, with that revision's files in `params.stored`. */
export const saveDraftFiles = defineRoute({
  method: 'put',
  path: '/api/processes/:process/draft',
  summary: 'Save the draft at its revision',
  right: 'process:write',
  params,
  body: z.object({ revision: z.number().int(), files: z.array(packageFile).max(200) }),
  maxBody: 12_000_000,
  reply: draft.omit({ files: true }),
});
export const createProcess = defineRoute({
  method: 'post',
  path: '/api/processes',
  summary: 'A new process, from files or a template',
  right: 'process:write',
  body: z.object({
    key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'issue.processKey'),
    name: z.string().min(1).max(100),
    files: z.array(packageFile).max(200).optional(),
  }),
  maxBody: 12_000_000,
  reply: z.object({ key: z.string(), revision: z.number() }),
});
/** One at a time for each person: 409 `replaced` for one that waited when he asked for another. */
export const checkProcess = defineRoute({
  method: 'post',
  path: '/api/processes/:process/check',
  summary: 'Problems of these files, without saving',
  right: 'process:read',
  params,
  body: z.object({ files: z.array(packageFile).max(200) }),
  maxBody: 12_000_000,
  reply: z.object({ findings: z.array(finding) }),
});
/** 422 `refused` with findings in `params.findings`. */
export const publishProcess = defineRoute({
  method: 'post',
  path: '/api/processes/:process/publish',
  summary: 'Publish the draft: new cases follow it, those in flight finish on theirs',
  right: 'process:publish',
  params,
  body: z.object({ revision: z.number().int(), note: z.string().max(1000).optional() }),
  reply: z.object({ version: z.number(), findings: z.array(finding) }),
});
export const discardDraft = defineRoute({
  method: 'delete',
  path: '/api/processes/:process/draft',
  summary: 'Throw the draft away',
  right: 'process:write',
  params,
  reply: done,
});
