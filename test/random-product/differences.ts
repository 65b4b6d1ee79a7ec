import { isDeepStrictEqual } from 'node:util';

/** Paths at which two JSON values differ, with both sides, at most `most` of them. */
export function pathsOf(one: unknown, other: unknown, most = 5, path = ''): string[] {
  if (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null) {
    const [a, b] = [one, other] as { [key: string]: unknown }[];
    const found: string[] = [];
    for (const key of new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])) {
      if (found.length >= most) break;
      found.push(...pathsOf(own(a, key), own(b, key), most - found.length, `${path}/${key}`));
    }
    return found;
  }
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  return [`${path}: ${JSON.stringify(one)?.slice(0, 200)} against ${JSON.stringify(other)?.slice(0, 200)}`];
}

function own(value: { [key: string]: unknown } | undefined, key: string): unknown {
  return value && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Equal as JSON. */
export function same(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

export function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/** Where two lists part, in words. */
export function firstDifference(decided: object[], stored: object[]): string {
  const at = decided.findIndex((each, index) => !same(each, stored[index]));
  const index = at < 0 ? decided.length : at;
  const sides = [plain(decided[index]), plain(stored[index])];
  return `at ${index} of ${decided.length} (stored ${stored.length}) ${pathsOf(sides[0], sides[1]).join('; ')}`;
}
