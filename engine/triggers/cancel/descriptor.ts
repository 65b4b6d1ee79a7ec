import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Cancelling',
  icon: 'ban',
  synonyms: ['cancel event', 'cancel', 'abort', 'give up'],
  questions: [],
  semantics:
    'Stands at an end in a transaction and on its edge. What is going on in the transaction ends, its own deadlines too; what completed is compensated; then it is left by the cancel event on its edge.',
};
