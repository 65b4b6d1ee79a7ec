import type { Json } from '../contract/index.ts';
import { cut } from '../text/cut.ts';
import { isStorable } from '../text/storable.ts';
import { bad, type Failure, good, type Result } from './failure.ts';

/**
 * What a process computes and the database would not keep. It is refused where it is computed, so that the case stands at that element with an
 * incident `unstorable` instead of a commit that can never be written. All of it is far from honest work.
 */

/** Longest name of a message or signal, and longest correlation key, in UTF-16 units; the door takes no more either. */
export const longestName = 300;
export const longestKey = 1_000;
/** Name and key stand in one index entry of the database: UTF-8 bytes of both together. */
const mostAddressBytes = 2_400;
const longestPerson = 300;
const mostGroups = 1_000;

/** 0001-01-01 and the end of 9999, epoch milliseconds. */
const firstInstant = -62_135_596_800_000;
const lastInstant = 253_402_300_799_999;

const kept = new WeakSet<object>();

/** Every text within the value, names included, can be kept. Objects are looked through once. */
export function checkTexts(value: Json): Failure | undefined {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return undefined;
  if (typeof value === 'object' && kept.has(value)) return undefined;
  if (!isStorable(value)) {
    const { place, what } = unstorableIn(value) ?? { place: '', what: 'half a character' };
    return unstorable(`${place === '' ? 'the text' : `"${cut(place, 100)}"`} holds ${what}, which cannot be stored: remove it`);
  }
  if (typeof value === 'object') kept.add(value);
  return undefined;
}

/** Where in the value it is (`order.lines[2].note`), and what. */
function unstorableIn(value: Json): { place: string; what: string } | undefined {
  if (typeof value === 'string') {
    if (isStorable(value)) return undefined;
    return { place: '', what: value.includes('\0') ? 'the character NUL' : 'half a character (a lone surrogate)' };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const inName = unstorableIn(name);
    if (inName) return { place: '', what: `a name with ${inName.what}` };
    const found = unstorableIn(each);
    if (!found) continue;
    const step = Array.isArray(value) ? `[${Number(name) + 1}]` : name;
    return { ...found, place: found.place === '' || found.place.startsWith('[') ? `${step}${found.place}` : `${step}.${found.place}` };
  }
  return undefined;
}

/** `what`: how the date is called in the message. */
export function keepableInstant(what: string, at: number): Result<number> {
  if (at >= firstInstant && at <= lastInstant) return good(at);
  return { ok: false, failure: unstorable(`${what} lies outside the years 0001 to 9999, which cannot be stored`) };
}

/** Name and key of a message, or the name of a signal (no key). */
export function checkAddress(what: 'message' | 'signal', name: string, key = ''): Failure | undefined {
  if (name.length > longestName) {
    return unstorable(`The name of the ${what} has ${name.length} characters, at most ${longestName} can be stored`);
  }
  if (key.length > longestKey) {
    return unstorable(`The correlation key of ${what} "${name}" has ${key.length} characters, at most ${longestKey} can be stored`);
  }
  const bytes = utf8Bytes(name) + utf8Bytes(key);
  if (bytes <= mostAddressBytes) return undefined;
  return unstorable(`Name and correlation key of ${what} "${name}" have ${bytes} bytes, at most ${mostAddressBytes} can be stored`);
}

export function checkPeople(groups: string[], assignee: string | null): Failure | undefined {
  if (assignee !== null && assignee.length > longestPerson) {
    return unstorable(`The assignee has ${assignee.length} characters, at most ${longestPerson} can be stored`);
  }
  if (groups.length > mostGroups) return unstorable(`There are ${groups.length} candidate groups, at most ${mostGroups} can be stored`);
  const long = groups.find((group) => group.length > longestPerson);
  if (long === undefined) return undefined;
  return unstorable(`The candidate group "${cut(long, 40)}…" has ${long.length} characters, at most ${longestPerson} can be stored`);
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function unstorable(message: string): Failure {
  return bad('unstorable', message).failure;
}
