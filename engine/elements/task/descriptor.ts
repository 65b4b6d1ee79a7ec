import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Step',
  icon: 'square',
  synonyms: ['task', 'activity', 'plain step', 'abstract task', 'note', 'placeholder'],
  questions: ['repeats', 'undoes', 'stage'],
  semantics: 'An abstract task does nothing and is passed at once. It names a step without saying who does it.',
};
