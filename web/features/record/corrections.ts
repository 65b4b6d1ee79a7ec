export interface Known {
  name: string;
  value: unknown;
}

export interface Correction {
  name: string;
  /** As shown before; undefined = it was not there, or the reader may not see it. */
  before: string | undefined;
  /** It is a text, and stays one. */
  isText: boolean;
  /** As typed. */
  text: string;
}

const shownAtOnce = 12;

/** Lines to correct: what the failed formula asks for first, then what the case knows; `known` null = not for this reader. */
export function linesFor(asks: readonly string[], known: readonly Known[] | null): Correction[] {
  const values = new Map((known ?? []).map(({ name, value }) => [name, value]));
  // What a formula names may be a record, or made in it: only the first one is known to be missing.
  const asked = asks.filter((name, index) => values.has(name) || known === null || index === 0);
  const names = asked.length > 0 ? asked : [...values.keys()].slice(0, shownAtOnce);
  return names.map((name) => {
    const value = values.get(name);
    const before = value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
    return { name, before, isText: typeof value === 'string', text: before ?? '' };
  });
}

/** What was typed as a value: a number, true, false, null, a list or an object where it reads as one, else a text. */
export function typedValue({ text, isText }: Pick<Correction, 'text' | 'isText'>): unknown {
  if (isText) return text;
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed);
  } catch {
    // 1,5 is how half of Europe writes it.
    return /^-?\d+,\d+$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : text;
  }
}

/** Variables that were changed or given; undefined = none. */
export function changed(lines: readonly Correction[]): Record<string, unknown> | undefined {
  const entries = lines
    .filter(({ name, text, before }) => name.trim() !== '' && (before === undefined ? text !== '' : text !== before))
    .map((line) => [line.name.trim(), typedValue(line)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
