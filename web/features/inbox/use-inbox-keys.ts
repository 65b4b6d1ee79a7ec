import { useKeys } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/text/text.ts';
import type { InboxRow } from './use-rows.ts';

export function useInboxKeys(props: { rows: readonly InboxRow[]; at: number; open: (id: string) => void; phone: boolean }): void {
  const { t } = useText();
  const { rows, at, open } = props;
  const step = (by: number) => {
    const row = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (row) open(row.id);
  };
  useKeys([
    { keys: 'KeyJ', label: t('keys.down'), group: 'lists', run: () => step(1), unlisted: true },
    { keys: 'KeyK', label: t('keys.up'), group: 'lists', run: () => step(-1), unlisted: true },
    { keys: 'ArrowDown', group: 'lists', run: () => step(1) },
    { keys: 'ArrowUp', group: 'lists', run: () => step(-1) },
    { keys: 'Enter', label: t('keys.openForm'), group: 'lists', run: focusForm, unlisted: true },
  ]);
}

function focusForm(): void {
  document.querySelector<HTMLElement>('[data-pane="form"]')?.focus();
}
