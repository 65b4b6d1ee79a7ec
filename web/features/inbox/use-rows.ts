import { useMemo, useRef, useState } from 'react';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { outbox } from '../../lib/drafts/outbox.ts';
import { refusals } from '../../lib/drafts/refusals.ts';
import { useStore } from '../../lib/store.ts';
import { type Frozen, look } from './frozen-rows.ts';

export type InboxRow = TaskRow & { section: 'late' | 'callBack' | 'atRisk' | 'hot' | 'rest' };

/** Completed here: beyond the page, since a list that is opened again may be shown as it was before the server took them. */
const done = new Set<string>();

/** Rows as they are shown: frozen order, without those just completed (they come back when refused). */
export function useRows(key: string, pages: readonly (readonly InboxRow[])[] | undefined, stale: boolean) {
  const frozen = useRef<Frozen<InboxRow> | null>(null);
  const [turn, setTurn] = useState(0);
  const sent = useStore(outbox);
  const refused = useStore(refusals);
  return useMemo(() => {
    for (const completion of sent) done.add(completion.task);
    for (const refusal of refused) done.delete(refusal.task);
    const seen = look(frozen.current, `${key} ${turn}`, pages ?? [], done);
    // Rows of the view before are shown while the new view loads: they must not become its order.
    if (!stale) frozen.current = seen.frozen;
    return { rows: seen.rows, fresh: seen.fresh, showFresh: () => setTurn((before) => before + 1) };
  }, [key, turn, pages, stale, sent, refused]);
}
