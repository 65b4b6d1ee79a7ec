import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Signal',
  icon: 'broadcast',
  synonyms: ['signal event', 'broadcast', 'tell everyone'],
  questions: ['signal'],
  semantics:
    'Told to everyone who waits for its name at that moment, in this case and in all others, and to every process it starts. Within a case it travels behind what is moving already, so that paths that come to wait at the same moment get it whichever was drawn first; the receivers get it in the order they began to wait. It is not kept: who begins to wait later does not get it. Cases that tell each other (by signals and messages, through jobs and timers) make a chain, which ends at the step of a person or a timer of a minute or longer: what would make it longer than 1,000 hops, or be more than the 10,000th throw in it (ten more for each case it found waiting), is not thrown but an incident `chainLimit`, whose retry begins a new chain. `CHAIN_HOPS` and `CHAIN_THROWS` set other limits.',
};
