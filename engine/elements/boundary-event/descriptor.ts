import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Event on the edge',
  icon: 'alarm',
  synonyms: [
    'boundary event',
    'attached event',
    'on the edge',
    'deadline',
    'timeout',
    'reminder',
    'escalate',
    'error',
    'exception',
    'interrupt',
  ],
  questions: ['interrupts', 'stage'],
  semantics:
    'Armed while its activity is open. Interrupting, it ends the activity and goes its own way; otherwise both go on, and a cycle fires again and again. An error edge always interrupts; the edge with the code comes before the one without.',
};
