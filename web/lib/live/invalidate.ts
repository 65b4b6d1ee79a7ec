import type { LiveEvent } from '../../../api/contract/events.ts';

/** Query keys an event makes stale. First word: `tasks`, `task`, `records`, `record`, `desk`, `case`, `cases` (those without a record), `incidents`, `notices`, `figures`, `imports`, `processes`. */
export function touchedBy(event: LiveEvent): readonly (readonly string[])[] {
  switch (event.type) {
    case 'task':
      return [
        ['tasks'],
        ['task', event.taskId],
        ['desk'],
        ['case', caseOf(event.taskId)],
        event.recordId ? ['record', event.recordId] : ['cases'],
      ];
    case 'record':
      return [['records'], ['record', event.recordId], ['figures'], ['stages']];
    case 'incident':
      return [['incidents'], ['desk'], ['record'], ['case', caseOf(event.incidentId)], ['cases'], ['notices']];
    case 'notification':
    case 'news':
      return [['notices']];
    case 'import':
      return [['imports'], ['import', event.importId]];
    case 'process':
      return [['processes'], ['process', event.key]];
    case 'hello':
      return [];
  }
}

/** Tasks and incidents are called by their case and a number. */
function caseOf(numbered: string): string {
  return numbered.slice(0, numbered.lastIndexOf(':'));
}
