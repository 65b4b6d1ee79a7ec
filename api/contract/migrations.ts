import { z } from 'zod';
import { cursor, done, instant, page, person, uuid, versionInAddress } from './common.ts';
import { defineRoute } from './route.ts';

const id = z.string().min(1).max(300);
export const planElements = z.record(id, id.nullable());
/** What becomes of running timers and deadlines whose rule changed. */
export const planWaits = z.record(id, z.enum(['keep', 'recount', 'restart']));
const plan = z.object({ elements: planElements, waits: planWaits.optional() });
export const migrationReason = z.object({
  code: z.string(),
  element: z.string().nullable(),
  /** The sentence in the reader's language. */
  text: z.string(),
});
const entry = z.object({
  element: z.string(),
  kind: z.string(),
  name: z.string(),
  process: z.string(),
  target: z.string().nullable(),
  targetName: z.string().nullable(),
  confidence: z.enum(['sure', 'likely', 'doubtful', 'none']),
  reason: z.string(),
  /** Why, in the reader's language. */
  text: z.string(),
});
const check = z.object({
  /** Ids that neither version has. */
  unknown: z.array(z.object({ id: z.string(), where: z.enum(['from', 'to']) })),
  /** Elements at which cases would stay. */
  stays: z.array(migrationReason),
});
const params = z.object({ process: z.string().max(60), from: versionInAddress, to: versionInAddress });
const at = '/api/processes/:process/migrations/:from/:to';

export const getMigrationPlan = defineRoute({
  method: 'get',
  path: at,
  summary: 'The stored plan between two versions, or a suggested one (revision 0), with what was found where',
  right: 'process:read',
  params,
  reply: z.object({
    from: z.number(),
    to: z.number(),
    revision: z.number(),
    savedAt: instant.nullable(),
    savedBy: person.nullable(),
    plan,
    suggestion: z.object({ plan, entries: z.array(entry) }),
    check,
    openCases: z.number(),
  }),
});
/** 409 `planConflict`: somebody saved another revision meanwhile. 422 `planUnknown`: it names ids that neither version has. */
export const saveMigrationPlan = defineRoute({
  method: 'put',
  path: at,
  summary: 'Save the plan with the newer version, at the revision one has seen',
  right: 'process:publish',
  params,
  body: z.object({ revision: z.number().int().min(0), plan }),
  reply: z.object({ revision: z.number(), check }),
});
const staying = z.object({
  instanceId: z.string(),
  recordId: z.string().nullable(),
  title: z.string().nullable(),
  reasons: z.array(migrationReason),
});
export const previewMigration = defineRoute({
  method: 'post',
  path: `${at}/preview`,
  summary: 'A dry run on what every case holds now, a page at a time; writes nothing',
  right: 'process:read',
  params,
  body: z.object({
    /** Absent = the stored plan, else the suggested one. */
    plan: plan.optional(),
    after: z.string().max(300).optional(),
    limit: z.number().int().min(1).max(1_000).default(500),
  }),
  reply: z.object({
    /** Open cases at the old version that the reader may see. */
    total: z.number(),
    /** Those he may not see: moved with the others, named to him nowhere. */
    hidden: z.number(),
    tried: z.number(),
    can: z.number(),
    /** Where the tried cases stand: how many, and how many of those could be moved. */
    elements: z.array(
      z.object({ element: z.string(), name: z.string(), target: z.string().nullable(), cases: z.number(), can: z.number() }),
    ),
    reasons: z.array(z.object({ code: z.string(), element: z.string().nullable(), text: z.string(), cases: z.number() })),
    stays: z.array(staying),
    next: z.string().nullable(),
  }),
});
export const startMigration = defineRoute({
  method: 'post',
  path: `${at}/start`,
  summary: 'Move the open cases by the stored plan, a few at a time; what cannot be moved stays and is listed',
  right: 'process:publish',
  params,
  body: z.object({
    /** Made by the server when absent; repeating a call with the same id begins no second one. 422 `idReused`: it was given to another. */
    id: uuid.optional(),
    revision: z.number().int().min(1),
    /** Only these cases. */
    ids: z.array(z.string().min(1).max(300)).min(1).max(10_000).optional(),
    perSecond: z.number().int().min(1).max(1_000).default(25),
  }),
  reply: z.object({ migration: uuid, cases: z.number() }),
});
const counts = z.object({ waiting: z.number(), done: z.number(), refused: z.number(), failed: z.number(), cancelled: z.number() });
const migration = z.object({
  id: uuid,
  /** `undo`: cases brought back from `to`. */
  kind: z.enum(['move', 'undo']),
  process: z.string(),
  from: z.number(),
  to: z.number(),
  status: z.enum(['running', 'cancelled', 'done']),
  by: person.nullable(),
  at: instant,
  finishedAt: instant.nullable(),
  counts,
  /** Of a move that was taken back: by which migration, and how many cases it has brought back; of several the last. */
  undone: z.object({ migration: uuid, status: z.enum(['running', 'cancelled', 'done']), done: z.number() }).nullable(),
});
export const listMigrations = defineRoute({
  method: 'get',
  path: '/api/processes/:process/migrations',
  summary: 'Moves of cases between versions, newest first',
  right: 'process:read',
  params: params.pick({ process: true }),
  reply: z.object({ items: z.array(migration) }),
});
export const getMigration = defineRoute({
  method: 'get',
  path: '/api/migrations/:migration',
  summary: 'How far it is, and which cases stay and why: refused, failed, or not come to',
  right: 'process:read',
  params: z.object({ migration: uuid }),
  query: page,
  reply: migration.extend({
    /** Those of them that the reader may see, by id. */
    stays: z.array(staying.extend({ outcome: z.enum(['refused', 'failed', 'cancelled']) })),
    /** How many stay that he may not see. */
    hidden: z.number(),
    next: cursor.nullable(),
  }),
});
export const cancelMigration = defineRoute({
  method: 'post',
  path: '/api/migrations/:migration/cancel',
  summary: 'Stop it; what was moved stays moved until it is taken back',
  right: 'process:publish',
  params: z.object({ migration: uuid }),
  reply: done,
});
export const undoMigration = defineRoute({
  method: 'post',
  path: '/api/migrations/:migration/undo',
  summary: 'Bring the cases that were moved back, each exactly to where it was if it has not moved since',
  right: 'process:publish',
  params: z.object({ migration: uuid }),
  body: z.object({ id: uuid.optional(), perSecond: z.number().int().min(1).max(1_000).default(25) }),
  reply: z.object({ migration: uuid, cases: z.number() }),
});
