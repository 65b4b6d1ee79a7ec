import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Undoes another',
  icon: 'rewind',
  synonyms: ['compensation handler', 'undo', 'roll back', 'take back'],
  questions: ['undoes'],
  semantics:
    'An activity for compensation is begun by no flow, only when the activity it belongs to is undone. What can be undone is noted in its scope when it completes: it has a handler at its edge, a compensation event subprocess, or something in it that can be undone. The rounds of a repeated activity are noted when all of it has completed, and undone side by side. When a subprocess is undone, events at its edge happen no more: it was left long ago. What compensates is not noted itself.',
};
