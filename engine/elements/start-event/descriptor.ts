import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'start',
  title: 'Start',
  icon: 'player-play',
  synonyms: ['start event', 'begin', 'arrival', 'new lead', 'message start', 'every morning', 'trigger'],
  questions: ['interrupts', 'startForm', 'stage'],
  semantics:
    'A process starts at its none start event, by a message, or at a time. A message start event opens a new instance for each message; a timer start event fires by its own clock and belongs to the published version. Fields of its form that may be left empty, and are, begin as null. Inside a subprocess only a none start event may stand.',
};
