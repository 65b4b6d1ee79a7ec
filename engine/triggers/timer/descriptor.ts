import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Time',
  icon: 'clock',
  synonyms: ['deadline', 'wait', 'date', 'every day', 'cycle'],
  semantics:
    'Due by its rule, counted from when it is armed, in working time where a calendar is named. What came due while the product was away fires when it is back, in the order it was due, and says how late. A waiting event takes one firing of a cycle; a non-interrupting edge takes all.',
};
