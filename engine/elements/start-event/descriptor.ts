import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'start',
  title: 'Start',
  icon: 'player-play',
  synonyms: ['start event', 'begin', 'arrival', 'new lead', 'message start', 'every morning', 'trigger'],
  questions: ['interrupts', 'startForm', 'stage'],
  semantics:
    'A process starts at its none start event, by a message, or at a time. A message start event opens a new instance for each message; a timer start event opens one at its time, also after the product was down: each missed time of a cycle brings its case, up to a thousand in a row. Its times count from publishing and end with the version: the next one published has its own. What comes more often than once a second is refused, and so is a time in a process that moves a record, since a time brings none. Fields of its form that may be left empty, and are, begin as null. Inside a subprocess only a none start event may stand.',
};
