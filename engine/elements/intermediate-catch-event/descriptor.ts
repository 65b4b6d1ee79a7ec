import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'wait',
  title: 'Waiting',
  icon: 'clock-pause',
  synonyms: ['intermediate catch event', 'intermediate event', 'timer', 'pause', 'delay', 'until', 'days', 'message', 'nurture'],
  questions: ['stage'],
  semantics: 'Waits for a time or a message. A duration may count working time of a calendar; a cycle fires once here, its first time.',
};
