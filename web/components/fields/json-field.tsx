import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../lib/text/text.ts';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName } from './field-props.ts';
import { Label } from './label.tsx';

/** Structured data as text; half-typed text is kept on screen and only whole values are handed on. */
export function JsonField({ field, value, onChange, required, error, aside }: FieldProps) {
  const { t } = useText();
  const [typing, setTyping] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  return (
    <Textarea
      name={inputName(field.key)}
      label={
        <Label required={required} aside={aside}>
          {field.label}
        </Label>
      }
      labelProps={{ style: { display: 'block' } }}
      error={errorText(error ?? (broken ? t('field.type') : undefined))}
      autosize
      minRows={2}
      spellCheck={false}
      styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: 12 } }}
      value={typing ?? (value === undefined || value === null ? '' : JSON.stringify(value, null, 1))}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyping(text);
        try {
          onChange(text.trim() === '' ? null : JSON.parse(text));
          setBroken(false);
        } catch {
          setBroken(true);
        }
      }}
    />
  );
}
