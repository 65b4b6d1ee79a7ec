/** Numbers a field allows, sorted; null when it is none: `*`, `5`, `1,3`, `8-17`, `22-2` (over the end), `*` or `8-17` or `5` with `/n`. */
export function parseNumbers(field: string, min: number, max: number, names: string[] = []): number[] | null {
  const found = new Set<number>();
  for (const item of field.split(',')) {
    const match = /^(\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/(\d{1,4}))?$/.exec(item);
    if (!match) return null;
    const [, first = '', last, step] = match;
    const from = first === '*' ? min : numberOf(first, min, max, names);
    const single = first !== '*' && last === undefined && step === undefined;
    const to = last === undefined ? (single ? from : max) : numberOf(last, min, max, names);
    const by = step === undefined ? 1 : Number(step);
    if (from === null || to === null || by < 1 || (first === '*' && last !== undefined)) return null;
    const span = max - min + 1;
    const end = to < from ? to + span : to;
    for (let value = from; value <= end; value += by) found.add(((value - min) % span) + min);
  }
  return [...found].sort((a, b) => a - b);
}

export function numberOf(text: string, min: number, max: number, names: string[]): number | null {
  const named = names.indexOf(text);
  const value = named >= 0 ? named + min : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}
