import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'End of everything',
  icon: 'circle-x',
  synonyms: ['terminate event', 'terminate', 'stop all', 'kill'],
  questions: [],
  semantics:
    'Ends everything else in its scope. In a subprocess only the subprocess ends, and its normal way out is taken; nothing is compensated.',
};
