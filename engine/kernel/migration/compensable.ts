import type { CompensationEntry, MigrationReason, MovedElement } from '../../contract/index.ts';
import { entriesOf } from '../../traits/compensation/entries.ts';
import { processIn } from '../model-index.ts';
import type { ModelMapping } from './model-mapping.ts';
import type { Position } from './positions.ts';
import { reason } from './reasons.ts';

export type Compensable = NonNullable<MovedElement['compensable']>;

/**
 * Where the completed activities that may still be compensated are found. One that the new version has not holds the case: what was
 * promised to be undone could not be.
 */
export function moveCompensable(mapping: ModelMapping, { instance }: Position): Compensable | MigrationReason[] {
  const moved: Compensable = {};
  const reasons: MigrationReason[] = [];
  const move = (entry: CompensationEntry): void => {
    for (const each of entry.inner ?? []) move(each);
    if (entry.packageHash !== undefined && entry.packageHash !== mapping.from.hash) return;
    const process = mapping.process(entry.process);
    const target = process && mapping.element(entry.element, process);
    if (!process || !target) {
      const element = processIn(mapping.from, entry.process)?.elements.get(entry.element);
      reasons.push(reason('unmapped', { element, instance }));
      return;
    }
    const hash = entry.packageHash === undefined ? {} : { packageHash: mapping.to.hash };
    moved[entry.id] = { element: target.id, process: process.process.id, ...hash };
  };
  for (const entry of entriesOf(instance)) move(entry);
  return reasons.length > 0 ? reasons : moved;
}

/** The same entries as they are. */
export function compensableNow(instance: Position['instance']): Compensable {
  const now: Compensable = {};
  const note = (entry: CompensationEntry): void => {
    const { id, element, process, packageHash } = entry;
    now[id] = { element, process, ...(packageHash === undefined ? {} : { packageHash }) };
    for (const each of entry.inner ?? []) note(each);
  };
  for (const entry of entriesOf(instance)) note(entry);
  return now;
}
