import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { search } from '../../../api/contract/records.ts';
import { call } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName, textOf } from './field-props.ts';
import { Label } from './label.tsx';

/** Another record, found by name, phone or number. */
export function ReferenceField({ field, value, onChange, required, error, aside }: FieldProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => call(search, { query: { q: asked }, signal }),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  });
  const chosen = textOf(value);
  const data = new Map(
    (found.data?.items ?? []).filter(({ kind }) => kind !== 'process' && kind !== 'case').map((item) => [item.id, item.title]),
  );
  if (chosen && !data.has(chosen)) data.set(chosen, chosen);
  return (
    <Select
      name={inputName(field.key)}
      label={
        <Label required={required} aside={aside}>
          {field.label}
        </Label>
      }
      labelProps={{ style: { display: 'block' } }}
      description={field.help ?? undefined}
      error={errorText(error)}
      aria-required={required}
      placeholder={t('palette.placeholder')}
      data={[...data].map(([id, label]) => ({ value: id, label }))}
      filter={({ options }) => options}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      nothingFoundMessage={t('palette.nothing')}
      onSearchChange={setTyped}
      value={chosen || null}
      onChange={(next) => onChange(next)}
    />
  );
}
