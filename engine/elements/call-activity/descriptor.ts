import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'more',
  title: 'Call a process',
  icon: 'arrow-ramp-right',
  synonyms: ['reuse', 'call', 'other process', 'part'],
  questions: ['called', 'stage'],
  semantics:
    'Runs another process of the same package as a nested scope of the same instance. The version is that of the package: a newer one published meanwhile changes nothing here. Without inputs the called process sees all variables; results come back by outputs only. The name may be FEEL with a leading =, found when it is called.',
};
