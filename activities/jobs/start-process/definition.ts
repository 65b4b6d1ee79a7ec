import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

const text = z.string().max(1000).nullish();

export const input = z.object({
  package: z.string().max(63),
  /** Element to start at; absent = the start event. */
  element: text,
  recordType: z.string().max(60),
  /** The record it moves; absent = a new one is made of what follows. */
  recordId: z.uuid().nullish(),
  title: text,
  owner: text,
  team: text,
  amount: z.number().nullish(),
  personId: z.uuid().nullish(),
  organisationId: z.uuid().nullish(),
  campaignId: z.uuid().nullish(),
  fields: z.record(z.string(), z.unknown()).nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export const output = z.object({ instanceId: z.string(), recordId: z.string() });

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'start-process',
  title: 'Start a process',
  description:
    'A case of another process, on a record that exists or on a new one. Under the same job it is started once, however often the job is repeated.',
  icon: 'IconPlayerPlay',
  input,
  output,
  outputs: ['instanceId', 'recordId'],
  fields: [
    { name: 'package', label: 'Process', kind: 'package', required: true },
    { name: 'element', label: 'Begin at', kind: 'text' },
    { name: 'recordType', label: 'Record type', kind: 'text', required: true },
    { name: 'recordId', label: 'Existing record', kind: 'expression' },
    { name: 'title', label: 'Title of a new record', kind: 'expression' },
    { name: 'owner', label: 'Owner', kind: 'expression' },
    { name: 'fields', label: 'Fields', kind: 'expression' },
  ],
  irrevocable: true,
  holdMs: 0,
  delivery: 'atLeastOnce',
  errors: [{ code: 'startRefused', help: 'The other process refused to start: its message says why' }],
};
