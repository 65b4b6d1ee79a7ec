import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

const text = z.string().max(200).nullish();

export const input = z.object({
  /** A team's key, or the kind of several teams: `sales`. */
  team: z.string().max(100),
  language: text,
  territory: text,
  skill: text,
  campaignId: text,
  /** User who looks after this customer. */
  prefer: text,
  /** Users who gave it back. */
  except: z.array(z.string()).nullish(),
  /** Work it means, in minutes. */
  minutes: z.number().nullish(),
});

export const output = z.object({
  /** null = it waits in the pool. */
  owner: z.string().nullable(),
  team: z.string().nullable(),
  why: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  considered: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })),
});

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'assign-by-rule',
  title: 'Choose the owner',
  description:
    'By language, territory and skill, then by load against capacity; says in a sentence why. Nobody on shift: the pool, and the supervisor is told.',
  icon: 'IconUserShare',
  input,
  output,
  outputs: ['owner', 'team', 'why', 'code', 'params', 'considered'],
  fields: [
    { name: 'team', label: 'Team', kind: 'people', required: true },
    { name: 'language', label: 'Language', kind: 'expression' },
    { name: 'territory', label: 'Territory', kind: 'expression' },
    { name: 'skill', label: 'Skill', kind: 'expression' },
    { name: 'prefer', label: 'His manager, if he has one', kind: 'expression' },
    { name: 'except', label: 'Not these', kind: 'expression' },
  ],
  irrevocable: false,
  holdMs: 0,
  delivery: 'atLeastOnce',
  errors: [],
};
