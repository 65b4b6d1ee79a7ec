import type { ElementDescriptor } from '../element.ts';

export const descriptor: ElementDescriptor = {
  palette: 'step',
  title: 'Step of a person',
  icon: 'user-check',
  synonyms: ['user task', 'task for a person', 'step', 'call', 'human task', 'form', 'to do', 'approve', 'visit', 'phone'],
  questions: ['who', 'mustHave', 'results', 'byWhen', 'proves', 'ifLate', 'repeats', 'undoes', 'stage'],
  semantics:
    'Opens a task in the inbox of its groups and waits; one without group, lane and assignee falls to the supervisors, whose desk tells of it. Completing checks form, required fields, checklist, evidence and outcome under every door; the outcome goes to its variable, which conditions test. Form fields that are shown and left empty are null afterwards (an empty list where several may be chosen), unless their variable was set before; hidden ones are not written. The due date is computed when the task opens, in working time of its calendar: the one it names, else that of its customer, region or team, else the default. It moves with an agreed call-back, with another version of the calendar, and with pauses, after which it goes on with what was left.',
};
