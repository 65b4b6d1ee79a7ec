import type { z } from 'zod';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say, type TextKey, type TextParams } from '../texts/text.ts';

/** What the contract expects, as people call it; formats of texts among it. */
const typeKeys: { [expected: string]: TextKey } = {
  string: 'issue.type.text',
  number: 'issue.type.number',
  int: 'issue.type.whole',
  boolean: 'issue.type.boolean',
  array: 'issue.type.list',
  object: 'issue.type.object',
  record: 'issue.type.object',
};
const formatKeys: { [format: string]: TextKey } = {
  uuid: 'issue.format.uuid',
  datetime: 'issue.format.dateTime',
  date: 'issue.format.date',
  email: 'issue.format.email',
  url: 'issue.format.url',
};

/**
 * Error map for one call: zod's issue -> what is wrong with the field, in the reader's language and without its name. zod's own locales speak
 * of `string` and `undefined`; this does not. A schema's own message that is a key of `api/texts` is looked up by `issueText`.
 */
export function issueMap(locale: Locale): z.core.$ZodErrorMap {
  return (issue) => told(locale, issue as RawIssue);
}

/** The message of an issue of that map; a schema's own one may be a key. */
export function issueText(locale: Locale, issue: z.core.$ZodIssue): string {
  const { message } = issue;
  return isTextKey(message) ? say(locale, message, (issue as { params?: TextParams }).params) : message;
}

interface RawIssue {
  code?: string;
  input?: unknown;
  expected?: string;
  format?: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  inclusive?: boolean;
  values?: unknown[];
  options?: unknown[];
  discriminator?: string;
  divisor?: number;
  note?: string;
}

function told(locale: Locale, issue: RawIssue): string {
  const listed = (values: unknown[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(values.map(String));
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return say(locale, 'issue.missing');
      const format = issue.format === 'safeint' ? 'int' : issue.expected;
      return say(locale, typeKeys[format ?? ''] ?? 'issue.other');
    }
    case 'invalid_format':
      return say(locale, formatKeys[issue.format ?? ''] ?? 'issue.format.pattern');
    case 'invalid_value':
      return issue.input === undefined ? say(locale, 'issue.missing') : say(locale, 'issue.oneOf', { values: listed(issue.values ?? []) });
    case 'too_small':
      return say(locale, sizeKey(issue, 'Least'), { count: Number(issue.minimum) });
    case 'too_big':
      return say(locale, sizeKey(issue, 'Most'), { count: Number(issue.maximum) });
    case 'invalid_union':
      if (issue.discriminator === undefined) return issue.input === undefined ? say(locale, 'issue.missing') : say(locale, 'issue.union');
      return say(locale, 'issue.oneOf', { values: listed(issue.options ?? []) });
    default:
      return say(locale, 'issue.other');
  }
}

function sizeKey({ origin, inclusive, minimum }: RawIssue, end: 'Least' | 'Most'): TextKey {
  if (origin === 'string') return end === 'Least' && Number(minimum) === 1 ? 'issue.empty' : `issue.text${end}`;
  if (origin === 'array' || origin === 'set' || origin === 'map') return `issue.list${end}`;
  return inclusive === false ? `issue.number${end}Open` : `issue.number${end}`;
}
