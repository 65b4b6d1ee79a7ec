import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Steps in any order',
  icon: 'tilde',
  synonyms: ['ad-hoc sub-process', 'ad-hoc subprocess', 'ad hoc', 'checklist', 'free order', 'optional steps'],
  questions: ['adHoc', 'repeats', 'undoes', 'stage'],
  semantics:
    'What no flow leads to may be begun, by people, as often as wanted; in a sequential one only while nothing else runs in it. Activities that need no person begin by themselves, once, unless a list says which do. Whenever an activity in it completes the completion condition is asked; true, what is open is cancelled, or waited for. Without a condition it ends when somebody says so, or when nothing is left that a person might choose.',
};
