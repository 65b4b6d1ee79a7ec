import { MultiSelect, Select } from '@mantine/core';
import { useText } from '../../lib/text/text.ts';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName, textOf } from './field-props.ts';
import { Label } from './label.tsx';

export function SelectField({ field, value, onChange, required, error, aside }: FieldProps) {
  const { t } = useText();
  const data = field.options ?? [];
  const common = {
    name: inputName(field.key),
    label: (
      <Label required={required} aside={aside}>
        {field.label}
      </Label>
    ),
    labelProps: { style: { display: 'block' } },
    description: field.help ?? undefined,
    error: errorText(error),
    'aria-required': required,
    data,
    searchable: data.length > 8,
    clearable: !required,
    clearButtonProps: { 'aria-label': t('field.clear') },
    nothingFoundMessage: t('palette.nothing'),
    checkIconPosition: 'right' as const,
  };
  if (field.type === 'multiSelect') {
    return <MultiSelect {...common} value={Array.isArray(value) ? value.map(String) : []} onChange={(next) => onChange(next)} />;
  }
  return <Select {...common} value={textOf(value) || null} onChange={(next) => onChange(next)} />;
}
