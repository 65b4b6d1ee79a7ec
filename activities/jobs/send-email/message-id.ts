import { createHash } from 'node:crypto';

/** Message-ID that is the same for the same key (RFC 5322, 3.6.4): a mail that left twice is recognised as one. */
export function messageId(key: string, from: string): string {
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'perennial.invalid';
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}.perennial@${domain}>`;
}
