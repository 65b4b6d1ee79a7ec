import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'auto',
  title: 'Automatic step',
  icon: 'settings-automation',
  synonyms: ['service task', 'email', 'job', 'automation', 'webhook', 'e-mail', 'verify', 'assign', 'convert', 'integration'],
  questions: ['job', 'repeats', 'undoes', 'stage'],
  semantics:
    'Runs a job of its type outside the process and waits for the result. Attempts follow the retry rule; a BPMN error goes to an error edge, any other failure becomes an incident when no attempt is left. The job keeps its key over all attempts. Retried after that, it reads its input anew, from the variables as they stand.',
};
