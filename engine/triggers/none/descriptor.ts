import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Nothing',
  icon: 'circle',
  synonyms: ['none event', 'no trigger', 'plain'],
  questions: [],
  semantics: 'Happens at once. A throwing one only marks a place in the history.',
};
