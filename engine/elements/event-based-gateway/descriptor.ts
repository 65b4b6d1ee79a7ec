import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'wait',
  title: 'First event wins',
  icon: 'hourglass-high',
  synonyms: [
    'event-based gateway',
    'event gateway',
    'event based gateway',
    'whichever comes first',
    'race',
    'answer or timeout',
    'first event',
    'deadline',
  ],
  questions: ['startsProcess'],
  semantics: 'Waits for all events that follow it; the first that happens is taken and the others are given up.',
};
