import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Error',
  icon: 'alert-triangle',
  synonyms: ['error event', 'exception', 'fails'],
  questions: ['error'],
  semantics:
    'Caught by the innermost edge or event subprocess around it that names its code, else one that names none. Caught, it ends what it was thrown in. An error nobody catches is an incident at the element; the case stays as it was.',
};
