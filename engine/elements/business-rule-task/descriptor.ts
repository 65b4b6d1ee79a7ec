import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'decide',
  title: 'Decision table',
  icon: 'table',
  synonyms: ['business rule task', 'decide by table', 'decision table', 'DMN', 'rule', 'priority', 'order period', 'score'],
  questions: ['decision', 'repeats', 'undoes', 'stage'],
  semantics:
    'Evaluates a decision of the package over the variables and records it sees; the result goes to its variable. Which rows matched is kept with the case.',
};
