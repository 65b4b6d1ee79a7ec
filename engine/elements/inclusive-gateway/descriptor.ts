import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'split',
  title: 'One or several ways',
  icon: 'arrows-split-2',
  synonyms: ['inclusive gateway', 'one or several', 'or', 'some of', 'any', 'optional paths'],
  questions: ['condition'],
  semantics:
    'Takes every flow whose condition is true, else the default. Joining it waits as long as a token can still reach one of its empty incoming flows without passing it (BPMN 2.0.2, 13.4.3).',
};
