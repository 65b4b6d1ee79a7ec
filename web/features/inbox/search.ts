import type { z } from 'zod';
import type { inboxView } from '../../../api/contract/tasks.ts';

export type InboxView = z.output<typeof inboxView>;

export const inboxViews: readonly InboxView[] = ['today', 'late', 'pool', 'waiting'];

export interface InboxSearch {
  view?: InboxView;
  q?: string;
}

/** View and filter as they stand in the address. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const view = inboxViews.find((each) => each === search.view);
  return {
    ...(view && view !== 'today' ? { view } : {}),
    ...(typeof search.q === 'string' && search.q ? { q: search.q.slice(0, 200) } : {}),
  };
}
