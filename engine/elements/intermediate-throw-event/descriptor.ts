import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Milestone or message',
  icon: 'flag',
  synonyms: ['throw', 'milestone', 'publish', 'tell another process'],
  questions: ['stage'],
  semantics: 'Without a trigger it marks a point and is passed. With a message it publishes it and goes on.',
};
