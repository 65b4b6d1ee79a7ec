import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'wait',
  title: 'Waiting for a message',
  icon: 'mail-down',
  synonyms: ['receive task', 'wait for a message', 'receive', 'answer', 'reply', 'incoming', 'callback from outside'],
  questions: ['message', 'ifLate', 'startsProcess', 'repeats', 'undoes', 'stage'],
  semantics:
    'Waits for the message of its name and correlation key, like a message catch event, but may carry edges (a deadline). With instantiate it starts the process.',
};
