import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Jump',
  icon: 'link',
  synonyms: ['link event', 'go to', 'connector', 'off page'],
  questions: ['link'],
  semantics: 'A flow without a line: from each throwing end to the catching one of the same name in the same scope.',
};
