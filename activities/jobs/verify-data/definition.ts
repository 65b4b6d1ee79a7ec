import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

const text = z.string().max(1000).nullish();

export const input = z.object({
  name: text,
  phone: text,
  email: text,
  country: text,
  contactElsewhere: z.boolean().nullish(),
  /** The person already known to be meant. */
  personId: z.uuid().nullish(),
  campaignId: z.uuid().nullish(),
});

export const output = z.object({
  /** `known`: good, and somebody's customer. */
  result: z.enum(['good', 'bad', 'known']),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  patronymic: z.string().nullable(),
  lastName: z.string().nullable(),
  problems: z.array(z.object({ field: z.string(), code: z.string(), message: z.string(), suggestion: z.string().optional() })),
  knownPersonId: z.string().nullable(),
  managerId: z.string().nullable(),
  skipPreSales: z.boolean(),
});

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'verify-data',
  title: 'Check contact data',
  description:
    'Phone to its international form, e-mail syntax and domain, name parts, at least one way to reach him; finds the person he already is.',
  icon: 'IconShieldCheck',
  input,
  output,
  outputs: ['result', 'phone', 'email', 'firstName', 'patronymic', 'lastName', 'problems', 'knownPersonId', 'managerId', 'skipPreSales'],
  fields: [
    { name: 'name', label: 'Name', kind: 'expression' },
    { name: 'phone', label: 'Phone', kind: 'expression' },
    { name: 'email', label: 'E-mail', kind: 'expression' },
    { name: 'country', label: 'Country', kind: 'expression', help: 'Two letters; for phone numbers without a country' },
    { name: 'contactElsewhere', label: 'Contact data is kept elsewhere', kind: 'expression' },
    { name: 'personId', label: 'Person', kind: 'expression' },
    { name: 'campaignId', label: 'Campaign', kind: 'expression' },
  ],
  irrevocable: false,
  holdMs: 0,
  delivery: 'atLeastOnce',
  errors: [],
};
