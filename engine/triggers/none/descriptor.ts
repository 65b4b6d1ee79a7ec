import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'No trigger',
  icon: 'circle',
  synonyms: ['plain'],
  questions: [],
  semantics: 'Happens at once. A throwing one only marks a place in the history.',
};
