import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Several at once',
  icon: 'pentagon',
  synonyms: ['multiple event', 'parallel multiple event', 'several triggers', 'any of', 'all of'],
  questions: ['several'],
  semantics:
    'Any of its definitions makes it happen; a parallel one needs all of them, in any order, and keeps what came. A process that starts by several messages together is begun by the first and waits for the rest at its start event. Thrown, all definitions are thrown in the order they are written.',
};
