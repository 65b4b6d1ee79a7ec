import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Manual step',
  icon: 'hand-stop',
  synonyms: ['manual task', 'done outside', 'by hand', 'paper', 'offline', 'warehouse'],
  questions: ['repeats', 'undoes', 'stage'],
  semantics:
    'Work the system does not follow: it is passed at once (BPMN 2.0.2, 13.3.3). Use a task for a person when somebody has to say that it is done.',
};
