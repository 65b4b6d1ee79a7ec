import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Repeat',
  icon: 'repeat',
  synonyms: ['multi-instance', 'for each', 'loop', 'all of them', 'several at once', 'one after another'],
  questions: ['repeats'],
  semantics:
    'A multi-instance activity begins a round for each item of its collection, or as many as its cardinality says, counted once when it begins; none passes at once, and more than 10,000 are an incident. Results stand in the output collection in the order of the items, whatever the order of the answers, with null for rounds that gave none. The completion condition is asked after each round; true, it ends the rounds that are still open. A standard loop asks its condition before or after each round. Edges hold for the activity as a whole.',
};
