import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Call of a process',
  icon: 'arrow-ramp-right',
  synonyms: ['call activity', 'call a process', 'reuse', 'call', 'other process', 'part'],
  questions: ['called', 'repeats', 'undoes', 'stage'],
  semantics:
    'Runs another process as a nested scope of the same instance. Bound to `package` (the default) it is one of the same package at the same version: a newer one published meanwhile changes nothing here. Bound to `latest` it is one of the package named, as it is published when the call begins; bound to `pinned` one of the version named. Whichever it was is written into the fact: a call that has begun never changes. A package that is not published is an incident, retried when it is. Without inputs the called process sees all variables; results come back by outputs only. The name may be FEEL with a leading =, found when it is called; without a name the main process of the other package is called. A global task is called like a process.',
};
