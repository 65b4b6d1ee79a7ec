/**
 * The order of the list while somebody works: rows change in place and never move under the pointer; new ones wait, counted.
 * Pure, so that its rules are tested without a screen.
 */
export interface Item {
  id: string;
  section: string;
}

export interface Frozen<T extends Item> {
  key: string;
  order: readonly T[];
  /** Pages that were taken over; rows of a later page come at the end, since they were asked for. */
  pages: number;
}

export interface Seen<T extends Item> {
  frozen: Frozen<T>;
  rows: readonly T[];
  fresh: number;
}

/** `hidden`: completed by the reader himself and not yet gone from the server's list; a refusal brings such a row back to its place. */
export function look<T extends Item>(
  before: Frozen<T> | null,
  key: string,
  pages: readonly (readonly T[])[],
  hidden: ReadonlySet<string>,
): Seen<T> {
  const items = pages.flat();
  const shown = (rows: readonly T[]) => rows.filter((row) => !hidden.has(row.id));
  const anew = (): Seen<T> => ({ frozen: { key, order: items, pages: pages.length }, rows: shown(items), fresh: 0 });
  if (!before || before.key !== key) return anew();
  const now = new Map(items.map((item) => [item.id, item]));
  // What left the list is gone; what stayed keeps its place and section with its newest data.
  const kept = before.order.flatMap((old) => {
    const item = now.get(old.id);
    return item ? [{ ...item, section: old.section }] : [];
  });
  const known = new Set(kept.map((item) => item.id));
  const asked = pages
    .slice(before.pages)
    .flat()
    .filter((item) => !known.has(item.id));
  const order = [...kept, ...asked];
  const rows = shown(order);
  if (rows.length === 0) return anew();
  for (const item of asked) known.add(item.id);
  const fresh = shown(items).filter((item) => !known.has(item.id)).length;
  return { frozen: { key, order, pages: pages.length }, rows, fresh };
}
