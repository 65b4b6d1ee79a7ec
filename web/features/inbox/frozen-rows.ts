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

export function look<T extends Item>(
  before: Frozen<T> | null,
  key: string,
  pages: readonly (readonly T[])[],
  hidden: ReadonlySet<string>,
): Seen<T> {
  const items = pages.flat().filter((item) => !hidden.has(item.id));
  const now = new Map(items.map((item) => [item.id, item]));
  if (!before || before.key !== key) return taken(key, items, pages.length);
  // What left the list is gone; what stayed keeps its place and section with its newest data.
  let order = before.order.flatMap((old) => {
    const item = now.get(old.id);
    return item ? [{ ...item, section: old.section }] : [];
  });
  const known = new Set(order.map((item) => item.id));
  if (pages.length > before.pages) {
    order = [
      ...order,
      ...pages
        .slice(before.pages)
        .flat()
        .filter((item) => !known.has(item.id) && !hidden.has(item.id)),
    ];
    for (const item of order) known.add(item.id);
  }
  if (order.length === 0) return taken(key, items, pages.length);
  const fresh = items.filter((item) => !known.has(item.id)).length;
  return { frozen: { key, order, pages: pages.length }, rows: order, fresh };
}

function taken<T extends Item>(key: string, items: readonly T[], pages: number): Seen<T> {
  return { frozen: { key, order: items, pages }, rows: items, fresh: 0 };
}
