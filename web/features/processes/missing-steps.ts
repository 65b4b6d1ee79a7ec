import type { z } from 'zod';
import type { getMigrationPlan } from '../../../api/contract/migrations.ts';
import type { listElements } from '../../../api/contract/processes.ts';

type Plan = Pick<z.output<typeof getMigrationPlan.reply>, 'plan' | 'suggestion' | 'check'>;
type Element = z.output<typeof listElements.reply>['items'][number];

export interface MissingStep {
  element: string;
  name: string;
  kind: string;
  /** Where its cases go on by the stored plan; null = they stay. */
  target: string | null;
}

/** Steps at which cases can stand and which the newer version has not: only a person knows where such a case is to go on. */
export function missingSteps({ plan, suggestion, check }: Plan): MissingStep[] {
  const stays = new Set(check.stays.map(({ element }) => element));
  return suggestion.entries.flatMap(({ element, name, kind, reason }) => {
    const target = plan.elements[element] ?? null;
    return reason === 'gone' && (stays.has(element) || target !== null) ? [{ element, name, kind, target }] : [];
  });
}

/** What of the newer version a case can go on at: elements of the same kind, by name; those that are called alike with their ids. */
export function targetsFor({ kind }: MissingStep, elements: readonly Element[]): { value: string; label: string }[] {
  const alike = elements.filter((each) => each.kind === kind);
  const called = (name: string | null) => alike.filter((each) => each.name === name).length;
  return alike
    .map(({ id, name }) => ({ value: id, label: name === null ? id : called(name) > 1 ? `${name} (${id})` : name }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
