import type { Applier } from './applier.ts';

export const compensationStoppedV1: Applier<'compensationStopped'> = (draft, fact) => {
  delete draft.element(fact.elementInstance).compensation;
  for (const { scope, entry } of fact.left) {
    const instance = draft.element(scope);
    // Their numbers tell what completed after what.
    instance.compensations = [...(instance.compensations ?? []), entry].sort((a, b) => a.id - b.id);
  }
};
