import type { MovedElement } from '../../contract/index.ts';
import type { StateDraft } from '../state-draft.ts';

/** **Never edited once released**, as the appliers that use it. */
export function moveMemos(draft: StateDraft, elements: MovedElement[]): void {
  for (const { elementInstance, memo } of elements) if (memo) draft.element(elementInstance).memo = memo;
}
