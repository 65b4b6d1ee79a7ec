/** How much of one variable is shown: whoever needs more asks the API for the case's state. */
const longestText = 5_000;
const mostItems = 100;
const mostValues = 1_000;
const deepest = 6;
const calls = /^(name|title|label)$/;

export interface Readable {
  /** As stored, but for the names within, which are in words; null = nothing that could be shown. */
  value: unknown;
  /** Something was left out because there is too much of it. */
  cut: boolean;
}

/** A value without what is empty or a program's own, its names in words, and no larger than a screen can say. */
export function readableValue(value: unknown, label: (name: string) => string): Readable {
  const left = { values: mostValues, cut: false };
  const shown = shorten(value, label, left, 0);
  return { value: shown ?? null, cut: left.cut };
}

function shorten(value: unknown, label: (name: string) => string, left: { values: number; cut: boolean }, depth: number): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  left.values -= 1;
  if (left.values < 0 || depth > deepest) {
    left.cut = true;
    return undefined;
  }
  if (typeof value === 'string') {
    if (value.length <= longestText) return value;
    left.cut = true;
    return `${value.slice(0, longestText - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  }
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    if (value.length > mostItems) left.cut = true;
    const items = value.slice(0, mostItems).map((each) => shorten(each, label, left, depth + 1));
    const filled = items.filter((each) => each !== undefined);
    return filled.length > 0 ? filled : undefined;
  }
  const entries: [string, unknown][] = [];
  const used = new Set<string>();
  // The database keeps no order of names; what a thing is called is read first.
  const inOrder = Object.entries(value).sort(([a], [b]) => Number(calls.test(b)) - Number(calls.test(a)));
  for (const [key, each] of inOrder) {
    const shown = /^[_$]/.test(key) ? undefined : shorten(each, label, left, depth + 1);
    if (shown === undefined) continue;
    const named = label(key);
    const name = used.has(named) ? key : named;
    used.add(name);
    entries.push([name, shown]);
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** `invoiceNumber`, `invoice_number` and `invoice-number` -> `Invoice number`; names in capitals stay (`NIP`, `orderID` -> `Order ID`). */
export function nameInWords(name: string): string {
  const parts = name
    .replace(/[_\-.]+/g, ' ')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .trim()
    .split(/\s+/)
    .map((part, index) => (index > 0 && /^\p{Lu}\p{Ll}*$/u.test(part) && part.length > 1 ? part.toLowerCase() : part));
  const text = parts.join(' ');
  return text === '' ? name : text.charAt(0).toUpperCase() + text.slice(1);
}
