import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'split',
  title: 'Decision',
  icon: 'git-branch',
  synonyms: ['exclusive gateway', 'data-based gateway', 'either or', 'decision', 'if', 'choice', 'branch', 'xor', 'condition'],
  questions: ['condition'],
  semantics:
    'The first flow in the order of the file whose condition is true is taken, else the default; if there is none, the case stops there with an incident that can be tried again. Joining it lets each path through by itself.',
};
