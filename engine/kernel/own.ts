/** Plain objects keyed by ids from outside: `__proto__` is a legal id there, so look-ups ask for own keys and writes define them. */
export function getOwn<T>(object: { [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A copy with `key` set; `undefined` removes it. */
export function withOwn<T>(object: { [key: string]: T } | undefined, key: string, value: T | undefined): { [key: string]: T } {
  const copy = { ...object };
  if (value === undefined) delete copy[key];
  else if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  else copy[key] = value;
  return copy;
}
