/** A value as `jsonb` gives it back: the names of an object shorter first, then by their bytes, whatever order they were written in. */
export function asStored<Value>(value: Value): Value {
  return reorder(JSON.parse(JSON.stringify(value))) as Value;
}

function reorder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reorder);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).map((name) => ({ name, bytes: Buffer.from(name) }));
  names.sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
  return Object.fromEntries(names.map(({ name }) => [name, reorder((value as { [name: string]: unknown })[name])]));
}
