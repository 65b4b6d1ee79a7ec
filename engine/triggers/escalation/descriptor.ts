import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Escalation',
  icon: 'arrow-big-up-lines',
  synonyms: ['escalation event', 'tell the boss', 'raise'],
  questions: ['escalation'],
  semantics:
    'Like an error it looks for the innermost catcher that fits, but who threw it goes on unless the catcher interrupts. An escalation nobody catches changes nothing; the history says so.',
};
