import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useText } from '../texts.tsx';
import { LazyInput } from './lazy-input.tsx';

export type Mapping = { source: string; target: string };

/** `target <- source`; inputs name the target first. */
export function MappingRows({
  title,
  rows,
  readOnly,
  onChange,
}: {
  title: string;
  rows: Mapping[];
  readOnly: boolean;
  onChange(rows: Mapping[]): void;
}) {
  const t = useText();
  return (
    <div className="designer-mapping">
      <header>
        <h3>{title}</h3>
        {!readOnly && (
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={t('mapping.add', { list: title })}
            onClick={() => onChange([...rows, { target: '', source: '' }])}
          >
            <IconPlus size={14} />
          </ActionIcon>
        )}
      </header>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
        <div className="designer-row" key={index}>
          <LazyInput
            aria-label={t('mapping.target')}
            placeholder={t('mapping.target')}
            value={row.target}
            onCommit={(target) => onChange(rows.with(index, { ...row, target }))}
            readOnly={readOnly}
          />
          <LazyInput
            className="designer-grow"
            aria-label={t('mapping.source')}
            placeholder={t('mapping.source')}
            value={row.source}
            onCommit={(source) => onChange(rows.with(index, { ...row, source }))}
            readOnly={readOnly}
            classNames={{ input: 'designer-code' }}
          />
          {!readOnly && (
            <ActionIcon variant="subtle" aria-label={t('mapping.remove')} onClick={() => onChange(rows.toSpliced(index, 1))}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
    </div>
  );
}
