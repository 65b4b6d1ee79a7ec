/** The row that was said to be next, and of which case. */
export interface Announced {
  of: string | undefined;
  next: string | undefined;
}

/**
 * Which case comes after the one in sight. Once that has left the list (completed, put off, taken by somebody), the one that was
 * announced stays the next, as long as it is still there: what stands under the form must not change under the hand.
 */
export function nextRow<T extends { id: string }>(rows: readonly T[], chosen: string | undefined, before: Announced): T | undefined {
  const at = rows.findIndex((row) => row.id === chosen);
  if (at >= 0) return rows[at + 1] ?? rows[at - 1];
  const announced = before.of === chosen ? rows.find((row) => row.id === before.next) : undefined;
  return announced ?? rows[0];
}
