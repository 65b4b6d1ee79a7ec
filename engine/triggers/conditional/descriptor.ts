import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Condition',
  icon: 'help-hexagon',
  synonyms: ['conditional event', 'as soon as', 'when', 'rule'],
  questions: ['conditional'],
  semantics:
    'Asked whenever a command has changed the case or its record, after all that the command sets going has come to rest. True already, it happens at once. A variable that is not there yet makes it false. A non-interrupting one happens again only after it was false in between. Time alone does not ask it: use a timer for that.',
};
