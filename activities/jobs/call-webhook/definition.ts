import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

export const input = z.object({
  url: z.string().max(2000),
  method: z.enum(['POST', 'PUT', 'PATCH', 'GET', 'DELETE']).default('POST'),
  /** Sent as JSON; GET and DELETE send none. */
  body: z.unknown().optional(),
  /** Name of a secret: the call is signed with it. Its value never enters the case. */
  secret: z.string().max(100).nullish(),
  /** Name of a secret sent as bearer token. */
  token: z.string().max(100).nullish(),
  /** Answers larger than this many bytes are refused. */
  maxBytes: z.number().int().min(1).max(500_000).default(100_000),
});

export const output = z.object({
  status: z.number().int(),
  /** The answer's JSON, or its text. */
  body: z.unknown().optional(),
});

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'call-webhook',
  title: 'Call a web address',
  description: 'Sends JSON to another system, signed and time-stamped, at least once, under an id that stays the same over retries.',
  icon: 'IconWebhook',
  input,
  output,
  outputs: ['status', 'body'],
  fields: [
    { name: 'url', label: 'Address', kind: 'text', required: true, help: 'https://… A private network is refused' },
    {
      name: 'method',
      label: 'Method',
      kind: 'choice',
      choices: ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'].map((value) => ({ value, label: value })),
    },
    { name: 'body', label: 'What is sent', kind: 'expression' },
    { name: 'secret', label: 'Signed with secret', kind: 'text' },
    { name: 'token', label: 'Bearer token from secret', kind: 'text' },
    { name: 'maxBytes', label: 'Largest answer, bytes', kind: 'number' },
  ],
  irrevocable: true,
  holdMs: 10_000,
  delivery: 'atLeastOnce',
  errors: [
    { code: 'privateAddress', help: 'The address leads into a private network: use a public one, or have the administrator allow it' },
    { code: 'badUrl', help: 'The address is no http(s) address' },
    { code: 'tooManyRedirects', help: 'The address redirects in circles' },
    { code: 'resultTooLarge', help: 'The answer is larger than the limit: ask for less, or raise the limit up to 500 000 bytes' },
    { code: 'timeout', help: 'No answer in time' },
    { code: 'unreachable', help: 'The other side could not be reached' },
    { code: 'httpStatus', help: 'The other side refused: its status and answer are in the incident' },
    { code: 'secretUnknown', help: 'The administrator has to add this secret' },
  ],
};
