import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'auto',
  title: 'Sending',
  icon: 'send',
  synonyms: ['send task', 'email', 'e-mail', 'message', 'letter', 'notify', 'tell'],
  questions: ['job', 'message', 'repeats', 'undoes', 'stage'],
  semantics:
    'Either runs a job that sends (an e-mail), and waits for it, or publishes a message to other instances and goes on at once. The message is kept for its time to live when nobody waits for it yet.',
};
