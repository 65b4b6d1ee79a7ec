import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Message',
  icon: 'mail',
  synonyms: ['message event', 'letter', 'answer', 'correlation'],
  questions: ['message'],
  semantics:
    'Finds one receiver by name and correlation key. A message that comes before anybody waits for it is kept for its time to live, and the one who begins to wait within it gets it. Thrown, it is published and not waited for. Cases that tell each other without end are stopped: what would make their chain too long is not thrown but an incident `chainLimit` (see the signal).',
};
