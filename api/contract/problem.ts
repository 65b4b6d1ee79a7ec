import { z } from 'zod';

/** Every answer 4xx and 5xx. `message` is a sentence saying what to do: of a bad body or query, and of a start, in the reader's language, else English; the web translates by `code` and `params`. */
export const fieldProblem = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  askedBy: z.string().optional(),
});

export const problem = z.object({
  code: z.string(),
  message: z.string(),
  /** Where: a field path, an element id, `row 12, column Phone`, a header. */
  place: z.string().optional(),
  element: z.string().optional(),
  fields: z.array(fieldProblem).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  /** To copy when asking for help. */
  traceId: z.string().optional(),
});

export type Problem = z.infer<typeof problem>;
export type FieldProblem = z.infer<typeof fieldProblem>;
