import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Subprocess',
  icon: 'layers-subtract',
  synonyms: [
    'sub-process',
    'subprocess',
    'embedded',
    'group',
    'phase',
    'block',
    'nested',
    'deadline for several steps',
    'event subprocess',
  ],
  questions: ['byWhen', 'ifLate', 'repeats', 'undoes', 'stage'],
  semantics:
    'A scope of its own: variables set as inputs live and die in it, and edges hold for all that is inside. It completes when no path is left in it; an interrupting edge ends all of it. An event subprocess lies in its scope without flows and waits for its start event: a message, a time, an error; interrupting, it ends everything else in the scope first.',
};
