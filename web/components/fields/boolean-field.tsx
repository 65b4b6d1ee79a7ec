import { Checkbox } from '@mantine/core';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName } from './field-props.ts';

export function BooleanField({ field, value, onChange, error }: FieldProps) {
  return (
    <Checkbox
      name={inputName(field.key)}
      label={field.label}
      description={field.help ?? undefined}
      error={errorText(error)}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
