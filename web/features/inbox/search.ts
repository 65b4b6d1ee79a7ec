import { inboxView } from '../../../api/contract/tasks.ts';

export type InboxView = (typeof inboxView.options)[number];

export interface InboxSearch {
  view?: InboxView;
  q?: string;
}

/** View and filter as they stand in the address. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const view = inboxView.safeParse(search.view);
  return {
    ...(view.success && view.data !== 'today' ? { view: view.data } : {}),
    ...(typeof search.q === 'string' && search.q ? { q: search.q.slice(0, 200) } : {}),
  };
}
