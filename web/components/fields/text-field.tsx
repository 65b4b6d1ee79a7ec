import { Textarea, TextInput } from '@mantine/core';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName, textOf } from './field-props.ts';
import { Label } from './label.tsx';

const kinds = { text: 'text', phone: 'tel', email: 'email', longText: 'text' } as const;

export function TextField({ field, value, onChange, required, error, aside }: FieldProps) {
  const common = {
    name: inputName(field.key),
    label: (
      <Label required={required} aside={aside}>
        {field.label}
      </Label>
    ),
    labelProps: { style: { display: 'block' } },
    description: field.help ?? undefined,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    error: errorText(error),
    'aria-required': required,
    value: textOf(value),
    maxLength: field.max ?? undefined,
  };
  if (field.type === 'longText') {
    return <Textarea {...common} autosize minRows={2} maxRows={12} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  const type = kinds[field.type as keyof typeof kinds];
  return <TextInput {...common} type={type} onChange={(event) => onChange(event.currentTarget.value)} />;
}
