import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { number } from '../../lib/format/numbers.ts';
import { parseNumber } from '../../lib/format/parse-number.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName } from './field-props.ts';
import { Label } from './label.tsx';

/** Number or amount, typed as people write it; what is no number stays on screen and is sent as it is, for the server to name. */
export function NumberField({ field, value, onChange, required, error, aside }: FieldProps) {
  const { locale } = useText();
  const me = useMe();
  const [typing, setTyping] = useState<string | null>(null);
  const stored = typeof value === 'number' ? number(value, locale) : typeof value === 'string' ? value : '';
  return (
    <TextInput
      name={inputName(field.key)}
      inputMode="decimal"
      label={
        <Label required={required} aside={aside}>
          {field.label}
        </Label>
      }
      labelProps={{ style: { display: 'block' } }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={field.help ?? undefined}
      error={errorText(error)}
      aria-required={required}
      rightSection={field.type === 'money' ? <span className="quiet">{me.installation.currency}</span> : undefined}
      rightSectionWidth={56}
      value={typing ?? stored}
      onBlur={() => setTyping(null)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyping(text);
        onChange(text.trim() === '' ? null : (parseNumber(text) ?? text));
      }}
    />
  );
}
