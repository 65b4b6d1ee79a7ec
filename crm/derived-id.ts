import { createHash } from 'node:crypto';

/**
 * A UUID (version 5, RFC 9562) that is the same for the same text: ids of what a command or a job makes derive from
 * its key, so doing it twice makes it once.
 */
export function derivedId(text: string): string {
  const bytes = createHash('sha1').update('perennial:').update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Instance id of a package's case, derived like `derivedId`. */
export function derivedInstanceId(packageKey: string, text: string): string {
  return `${packageKey}-${derivedId(`${packageKey}:${text}`)}`;
}
