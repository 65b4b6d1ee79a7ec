import type { CompensationEntry, ElementInstance, MigrationReason, MovedElement } from '../../contract/index.ts';
import { entriesOf } from '../../traits/compensation/entries.ts';
import { compensationStartIn, handlerIn } from '../../traits/compensation/log.ts';

import { processIn } from '../model-index.ts';
import { waitsFor } from './kinds.ts';
import type { ModelMapping } from './model-mapping.ts';
import type { Position } from './positions.ts';
import { reason } from './reasons.ts';

export type Compensable = NonNullable<MovedElement['compensable']>;

/** Where an entry goes whatever the plan says: back to where it was. */
export type KnownEntry = (entry: CompensationEntry) => Compensable[string] | undefined;

/** What an entry is found in: its package, and the scope that its element has to stand in (undefined: whichever). */
interface Around {
  hash: string;
  scope?: string;
}

/**
 * Where the completed activities that may still be compensated are found. One that the new version has not, or would not undo, holds the
 * case: what was promised to be undone could not be. What is in a scope that its own handler undoes is not asked for.
 */
export function moveCompensable(
  mapping: ModelMapping,
  { instance, target, id }: Position,
  scopeOf: (instance: number) => string | undefined,
  known: KnownEntry = () => undefined,
): Compensable | MigrationReason[] {
  const moved: Compensable = {};
  const reasons: MigrationReason[] = [];
  const move = (entry: CompensationEntry, around: Around): void => {
    const packageHash = entry.packageHash ?? around.hash;
    const at = known(entry);
    const moves = !at && packageHash === mapping.from.hash;
    const found = moves ? placeOfEntry(mapping, entry, around.scope, instance) : undefined;
    if (at) moved[entry.id] = at;
    else if (found) moved[entry.id] = { ...found.at, ...(entry.packageHash === undefined ? {} : { packageHash: mapping.to.hash }) };
    reasons.push(...(found?.reasons ?? []));
    if (moves && !found?.opens) return;
    for (const each of entry.inner ?? []) move(each, { hash: packageHash, scope: found?.at.element });
  };
  const { hash } = mapping.from;
  // Rounds of a repeated activity wait in it, and are of the same element.
  const own = instance.loop ? target?.scope : id;
  for (const entry of instance.compensations ?? []) move(entry, { hash, scope: own });
  const run = instance.compensation;
  for (const entry of run?.steps.flat() ?? []) move(entry, { hash, scope: scopeOf(entry.scope ?? run?.scope ?? instance.id) });
  return reasons.length > 0 ? reasons : moved;
}

interface Place {
  /** Where it is found; the same as it was where it has no place, and reasons say so. */
  at: Compensable[string];
  reasons: MigrationReason[];
  /** What completed in it is undone with it. */
  opens: boolean;
}

function placeOfEntry(mapping: ModelMapping, entry: CompensationEntry, scope: string | undefined, instance: ElementInstance): Place {
  const { element, process: within } = entry;
  const from = processIn(mapping.from, within);
  const process = mapping.process(within);
  const whole = element === within;
  const old = whole ? { id: element } : from?.elements.get(element);
  const spot = { element: old ?? { id: element }, instance };
  const place = (id: string, reasons: MigrationReason[], opens = false) => ({
    at: { element: id, process: process?.process.id ?? within },
    reasons,
    opens,
  });
  if (!from || !process || !old) return place(element, [reason(whole ? 'processMissing' : 'unmapped', spot)]);
  const target = whole ? process.process : mapping.element(element, process);
  if (!target) return place(element, [reason('unmapped', spot)]);
  const reasons: MigrationReason[] = [];
  const handled = 'kind' in old && handlerIn(from, old) !== undefined;
  const starts = compensationStartIn(process, target.id) !== null;
  if ('kind' in target) {
    if (scope !== undefined && target.scope !== scope) reasons.push(reason('otherScope', spot, { scope: target.scope }));
    if (handlerIn(process, target) !== undefined) return place(target.id, reasons);
  }
  if (!starts && (handled || compensationStartIn(from, element) !== null)) reasons.push(reason('notUndone', spot));
  else if ('kind' in old && 'kind' in target && waitsFor(old) !== waitsFor(target)) {
    reasons.push(reason('kindChanged', spot, { from: old.kind, to: target.kind }));
  }
  return place(target.id, reasons, reasons.length === 0);
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
