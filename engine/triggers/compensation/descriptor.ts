import type { TriggerDescriptor } from '../../elements/element.ts';

export const descriptor: TriggerDescriptor = {
  title: 'Undoing',
  icon: 'rewind',
  synonyms: ['compensation event', 'undo', 'take back', 'roll back'],
  questions: ['compensation'],
  semantics:
    'Undoes what has completed: of one activity, or of everything in the scope, the last completed first, each when the one before it is undone; rounds of a repeated activity side by side. An activity is undone by the handler at its edge, a subprocess by its compensation event subprocess, else by undoing what completed in it, with the variables it had then. What has not completed, or failed, is not undone; what compensates is not compensated itself. Nothing to undo: it passes at once. What ends before it is undone – its transaction is cancelled, an event interrupts its scope, a supervisor takes it away – is still to be undone, and begun anew when that is asked again; a handler that throws an error, or is left by an event at its edge, is not. A loop whose event compensates and waits neither ends nor begins another round before all is undone.',
};
