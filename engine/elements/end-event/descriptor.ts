import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'end',
  title: 'End',
  icon: 'circle-dot',
  synonyms: ['end event', 'finish', 'done', 'won', 'lost', 'stop', 'error end', 'terminate'],
  questions: ['stage'],
  semantics:
    'Ends its path; the scope completes when no path is left in it. A terminate end ends its scope at once, with all that is open in it. An error end throws its code to the nearest catching edge outwards, the coded one before the catch-all; uncaught it is an incident. A message end publishes its message first.',
};
