import { NumberInput, type NumberInputProps, Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../texts.tsx';

interface Lazy {
  value: string;
  onCommit(value: string): void;
}

/** Commits on blur and Enter, so that one edit is one step of undo; Escape takes back what was typed. */
function useLazy({ value, onCommit }: Lazy) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text.trim() === value) setText(value);
    else onCommit(text.trim());
  };
  const bind = {
    value: text,
    // What is typed is the top layer: the first Escape is for it, the next one for the sheet around it.
    'data-mantine-stop-propagation': text !== value,
    onBlur: commit,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Escape') setText(value);
      if (event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) commit();
    },
  };
  return { bind, setText };
}

export function LazyInput({ value, onCommit, ...props }: Lazy & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'>) {
  const { bind, setText } = useLazy({ value, onCommit });
  return <TextInput {...props} {...bind} onChange={(event) => setText(event.currentTarget.value)} />;
}

export function LazyTextarea({ value, onCommit, ...props }: Lazy & Omit<TextareaProps, 'value' | 'onChange' | 'onBlur'>) {
  const { bind, setText } = useLazy({ value, onCommit });
  return <Textarea autosize minRows={2} maxRows={8} {...props} {...bind} onChange={(event) => setText(event.currentTarget.value)} />;
}

/** Whole numbers; null = nothing. What lies outside `min` and `max` is refused at the field, and the old number stands. */
export function LazyNumber({
  value,
  onCommit,
  ...props
}: { value: number | null; min: number; max: number; onCommit(value: number | null): void } & Omit<
  NumberInputProps,
  'value' | 'onChange' | 'onBlur' | 'min' | 'max'
>) {
  const t = useText();
  const [refused, setRefused] = useState(false);
  const { min, max } = props;
  const held = value === null ? '' : String(value);
  const { bind, setText } = useLazy({
    value: held,
    onCommit: (text) => {
      const typed = Number(text);
      const fits = text === '' || (Number.isInteger(typed) && typed >= min && typed <= max);
      setRefused(!fits);
      if (fits) onCommit(text === '' ? null : typed);
      else setText(held);
    },
  });
  return (
    <NumberInput
      // What is typed is judged here, as it was typed: an input that corrects it unasked turns -3 into 3.
      clampBehavior="none"
      error={refused && t('number.range', { min, max })}
      {...props}
      {...bind}
      onChange={(typed) => {
        setRefused(false);
        setText(String(typed));
      }}
    />
  );
}
