import type { CompensationEntry, ElementInstance } from '../../contract/index.ts';

/** What an instance remembers as to be compensated: what completed in it, and what it has asked for and not begun. */
export function entriesOf({
  compensations = [],
  compensation,
}: Pick<ElementInstance, 'compensations' | 'compensation'>): CompensationEntry[] {
  return [...compensations, ...(compensation?.steps.flat() ?? [])];
}
