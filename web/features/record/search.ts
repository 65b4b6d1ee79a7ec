import type { HistoryKind } from '../history/history.tsx';

export interface RecordSearch {
  tab?: HistoryKind;
  map?: boolean;
  edit?: boolean;
}

const kinds: readonly string[] = ['call', 'mail', 'stage', 'data'];

export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  return {
    ...(kinds.includes(String(search.tab)) ? { tab: search.tab as HistoryKind } : {}),
    ...(search.map === true || search.map === 'true' ? { map: true } : {}),
    ...(search.edit === true || search.edit === 'true' ? { edit: true } : {}),
  };
}
