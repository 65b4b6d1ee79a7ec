import type { LiveEvent } from '../../../api/contract/events.ts';

/** Query keys an event makes stale. First word: `tasks`, `task`, `case`, `records`, `record`, `desk`, `incidents`, `notices`, `figures`, `imports`, `processes`. */
export function touchedBy(event: LiveEvent): readonly (readonly string[])[] {
  switch (event.type) {
    case 'task':
      return [
        ['tasks'],
        ['task', event.taskId],
        ['case', caseOf(event.taskId)],
        ['desk'],
        ...(event.recordId ? [['record', event.recordId]] : []),
      ];
    case 'record':
      return [['records'], ['record', event.recordId], ['figures'], ['stages']];
    case 'incident':
      return [['incidents'], ['desk'], ['record'], ['case']];
    case 'notification':
      return [['notices']];
    case 'import':
      return [['imports'], ['import', event.importId]];
    case 'process':
      return [['processes'], ['process', event.key]];
    case 'hello':
      return [];
  }
}

/** A task is named by its case and a number. */
function caseOf(taskId: string): string {
  return taskId.slice(0, taskId.lastIndexOf(':'));
}
