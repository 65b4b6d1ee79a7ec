import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { RecordRow } from '../../../api/contract/records.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './list.module.css';
import { TableRow } from './table-row.tsx';

/** Rows in sight only, pages by keyset as they are wanted; J, K and Enter walk them. */
export function RecordTable(props: { rows: readonly RecordRow[]; total: number; phone: boolean; onMore: (() => void) | undefined }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { rows, phone } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? 73 : 36),
    overscan: 16,
  });
  const step = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by));
    setAt(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  const chosen = rows[at];
  useKeys([
    { keys: 'KeyJ', label: t('keys.down'), group: 'lists', run: () => step(1), unlisted: true },
    { keys: 'KeyK', label: t('keys.up'), group: 'lists', run: () => step(-1), unlisted: true },
    { keys: 'ArrowDown', group: 'lists', run: () => step(1) },
    { keys: 'ArrowUp', group: 'lists', run: () => step(-1) },
    {
      keys: 'Enter',
      label: t('keys.open'),
      group: 'lists',
      run: () => chosen && void navigate({ to: '/records/$record', params: { record: chosen.id } as never }),
      unlisted: true,
    },
  ]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const more = props.onMore;
  useEffect(() => {
    if (more && last >= rows.length - 30) more();
  }, [more, last, rows.length]);
  const columns = ['number', 'title', 'stage', 'step', 'due', 'owner', 'amount'] as const;
  return (
    <div ref={scroller} className={classes.scroller} data-pane="list" tabIndex={-1}>
      <div role="table" aria-label={t('place.list')} aria-rowcount={props.total}>
        {!phone && (
          <div role="row" tabIndex={-1} className={classes.headRow}>
            {columns.map((column) => (
              <span key={column} role="columnheader" tabIndex={-1} data-column={column}>
                {t(`column.${column}`)}
              </span>
            ))}
          </div>
        )}
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = rows[item.index]!;
            return (
              <TableRow
                key={row.id}
                row={row}
                index={item.index}
                current={item.index === at}
                phone={phone}
                top={item.start}
                height={item.size}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
