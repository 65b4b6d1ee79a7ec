import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Event',
  icon: 'flag',
  synonyms: [
    'intermediate throw event',
    'intermediate event',
    'milestone or message',
    'throw',
    'milestone',
    'publish',
    'tell another process',
  ],
  questions: ['stage'],
  semantics: 'Without a trigger it marks a point and is passed. With a message it publishes it and goes on.',
};
