import type { LiveEvent } from '../../../api/contract/events.ts';

/** Query keys an event makes stale. First word: `tasks`, `task`, `records`, `record`, `desk`, `case`, `incidents`, `notices`, `figures`, `imports`, `processes`. */
export function touchedBy(event: LiveEvent): readonly (readonly string[])[] {
  switch (event.type) {
    case 'task':
      return [['tasks'], ['task', event.taskId], ['desk'], ['case'], ...(event.recordId ? [['record', event.recordId]] : [])];
    case 'record':
      return [['records'], ['record', event.recordId], ['figures'], ['stages']];
    case 'incident':
      return [['incidents'], ['desk'], ['record'], ['case'], ['notices']];
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
