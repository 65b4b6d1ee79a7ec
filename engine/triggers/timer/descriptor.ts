import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Time',
  icon: 'clock',
  synonyms: ['timer event', 'deadline', 'wait', 'date', 'every day', 'cycle'],
  questions: ['timer'],
  semantics:
    'Due by its rule, counted from when it is armed, in working time where a calendar is named. What came due while the product was away fires when it is back, in the order it was due, and says how late. A waiting event takes one firing of a cycle; a non-interrupting edge takes all. A time of day comes once on days clocks change: shown twice, at the first; left out, as far after the change. Suspended, a duration keeps what was left, a date stays, and a schedule comes once for what it missed. Another version of its calendar moves a timer that is not due yet. Of a cycle two thousand missed firings are made up for one by one, the rest is skipped, which the history says. Timers that fire one another in less than a second, a thousand times in a row (`CHAIN_HOPS`), are an incident `chainLimit` at the one that would be next; its retry fires it.',
};
