import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'auto',
  title: 'Calculation',
  icon: 'math-function',
  synonyms: ['script task', 'compute', 'formula', 'FEEL', 'script', 'calculate', 'score', 'set field'],
  questions: ['script', 'repeats', 'undoes', 'stage'],
  semantics:
    'Evaluates FEEL. With a result variable the value goes there (record.field changes the record); without one a context sets each of its entries. An expression that cannot be evaluated is an incident that can be tried again.',
};
