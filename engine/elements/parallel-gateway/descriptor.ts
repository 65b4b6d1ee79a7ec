import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'split',
  title: 'Split or join',
  icon: 'arrows-split',
  synonyms: ['parallel gateway', 'both at once', 'fork', 'join', 'and', 'at the same time', 'meanwhile'],
  questions: [],
  semantics:
    'Takes all flows at once. Joining it waits for one token on each incoming flow; tokens beyond one stay for the next round (BPMN 2.0.2, 13.4.1).',
};
