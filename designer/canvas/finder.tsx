import { TextInput, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface FinderRow {
  key: string;
  name: string;
  /** Said beside the name, quieter. */
  note?: string;
  icon?: ReactNode;
}

export interface FinderProps {
  label: string;
  query: string;
  onQuery(query: string): void;
  /** With an empty title they stand without a heading. */
  sections: { title: string; rows: FinderRow[] }[];
  /** Said when nothing is found. */
  none: string;
  error?: ReactNode;
  onChoose(event: React.MouseEvent | React.KeyboardEvent, key: string): void;
}

/** A search with what it finds below: the arrows go through it, Enter takes what is marked, and the focus stays where one types. */
export function Finder({ label, query, onQuery, sections, none, error, onChoose }: FinderProps) {
  const rows = sections.flatMap((section) => section.rows);
  const [marked, setMarked] = useState(0);
  const at = Math.min(marked, rows.length - 1);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const current = rows[at];
  useEffect(() => {
    if (current) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const step = (by: number) => setMarked((at + by + rows.length) % Math.max(1, rows.length));
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${current.key}` : undefined}
        aria-label={label}
        placeholder={label}
        value={query}
        onChange={(event) => {
          setMarked(0);
          onQuery(event.currentTarget.value);
        }}
        error={error}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else if (event.key === 'Enter' && current) onChoose(event, current.key);
          else return;
          event.preventDefault();
        }}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="designer-more-list">
        {sections.map(({ title, rows: inside }) => (
          <Section key={title} title={title}>
            {inside.map((row) => (
              <UnstyledButton
                key={row.key}
                id={`${id}-${row.key}`}
                role="option"
                tabIndex={-1}
                aria-selected={row === current}
                className="designer-more-item"
                onClick={(event) => onChoose(event, row.key)}
              >
                {row.icon}
                <span>{row.name}</span>
                {row.note && <span className="designer-quiet">{row.note}</span>}
              </UnstyledButton>
            ))}
          </Section>
        ))}
      </div>
      {rows.length === 0 && <p className="designer-quiet">{none}</p>}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      {title && (
        <div className="designer-more-group" aria-hidden>
          {title}
        </div>
      )}
      {children}
    </>
  );
}
