import type { RefObject } from 'react';
import type { StartInfo } from '../../../api/contract/starts.ts';
import { isEmpty } from '../task/missing.ts';

/** What was sent last, and under which key. */
export type Sent = { content: string; key: string } | undefined;

/** The same content again is the same call, whatever became of the first; other content is another. */
export function keyFor(sent: RefObject<Sent>, content: string): string {
  if (sent.current?.content !== content) sent.current = { content, key: crypto.randomUUID() };
  return sent.current.key;
}

/** Values whose type nobody declared become what they look like. */
export function typedValues(info: Pick<StartInfo, 'untyped'>, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, info.untyped.includes(key) ? asItLooks(value) : value]));
}

/** `12.5`, `true`, `false`; what has leading zeros or a plus is a number of the world's (a phone, an account), and stays a text. */
export function asItLooks(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : value;
}

/** Only what is shown and filled in. */
export function given(values: Record<string, unknown>, fields: readonly { key: string }[]): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap(({ key }) => (isEmpty(values[key]) ? [] : [[key, values[key]]])));
}
