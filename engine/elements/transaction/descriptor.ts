import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'All or nothing',
  icon: 'square-check',
  synonyms: ['transaction sub-process', 'transaction', 'all or nothing', 'undo everything', 'rollback'],
  questions: ['repeats', 'undoes', 'stage'],
  semantics:
    'Three ways out: it completes like a subprocess; a cancel end in it compensates what completed and leaves by the cancel event on its edge; an error (a hazard) leaves by an error event on its edge and compensates nothing. While it is being cancelled, deadlines on its edge fire no more. A repeated one is cancelled as a whole by a cancel end in any of its rounds: what goes on in the others ends; what completed in rounds that were open is undone, those rounds side by side, then the rounds that had completed.',
};
