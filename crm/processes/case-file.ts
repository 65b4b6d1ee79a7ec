import { z } from 'zod';

const variables = z.record(z.string(), z.json());

/** One step of a test case, then what must be seen after it. */
const step = z
  .object({
    /** Completes the open task of this element. */
    complete: z.string(),
    outcome: z.string(),
    values: variables,
    note: z.string(),
    checklist: z.array(z.string()),
    /** Proof id -> what kind of file is handed in. */
    evidence: z.record(z.string(), z.enum(['file', 'photo', 'photoWithPlace'])),
    by: z.string(),
    /** The task must be refused, naming these fields. */
    refused: z.array(z.string()),
    /** Completes the open job of this element. */
    job: z.string(),
    output: variables,
    /** What the job must have been given. */
    input: variables,
    message: z.string(),
    key: z.string(),
    /** Throws this signal into the case. */
    signal: z.string(),
    payload: variables,
    /** Moves the clock to this moment, or on by this ISO duration, and fires what is due. */
    until: z.string(),
    after: z.string(),
    expect: z
      .object({
        tasks: z.array(z.string()),
        jobs: z.array(z.string()),
        waits: z.array(z.string()),
        stage: z.string(),
        record: variables,
        /** Of the case itself. */
        variables,
        followUp: z.record(z.string(), z.string().nullable()),
        due: z.record(z.string(), z.string()),
        alerts: z.array(z.string()),
        outcome: z.string(),
        /** Codes of the incidents that stand open; without it there must be none that was not there before the step. */
        incidents: z.array(z.string()),
      })
      .partial()
      .strict(),
  })
  .partial()
  .strict();

export const caseFile = z
  .object({
    name: z.string(),
    at: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'must be a moment like 2027-03-01T10:00:00+01:00'),
    /** Element to start at. */
    element: z.string().optional(),
    /** Fields of its record; of a process without a record there are none. */
    record: variables.default({}),
    /** What it starts with. */
    variables: variables.default({}),
    /** Default calendar: one of the package's own, `office` = the demo company's, `none` = round the clock. */
    calendar: z.string().default('office'),
    steps: z.array(step),
  })
  .strict();

export type CaseFile = z.infer<typeof caseFile>;
export type CaseStep = z.infer<typeof step>;
export type CaseExpectation = NonNullable<CaseStep['expect']>;
